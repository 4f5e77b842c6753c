/** One photo on the board: laid over the other by its similarity, seen through the view both share. */
import { useRef } from "preact/hooks";
import type { Photo } from "./photo-words.ts";
import { Picture } from "./picture.tsx";
import { aspectOf } from "./series.ts";
import { kept } from "./similarity.ts";
import type { Similarity } from "./similarity.ts";
import { within } from "./view.ts";
import type { View } from "./view.ts";

interface LayerProps {
  photo: Photo;
  alt: string;
  by: Similarity;
  view: View;
  onView: (view: View) => void;
  /** Shown from this percentage of the board's width on, to the right of it. */
  from?: number;
  isHidden?: boolean;
}

export function Layer({ photo, alt, by, view, onView, from = 0, isHidden }: LayerProps) {
  const dragged = useDrag(view, onView);
  return (
    <div class="layer" {...dragged} style={{ clipPath: `inset(0 0 0 ${from}%)`, visibility: isHidden ? "hidden" : "visible" }}>
      <div class="layer-view" style={{ transform: `translate(${view.x * 100}%, ${view.y * 100}%) scale(${view.zoom})` }}>
        <div class="layer-photo" style={{ transform: transformOf(by, aspectOf(photo)) }}>
          <Picture photo={photo} variant="full" alt={alt} />
        </div>
      </div>
    </div>
  );
}

/** About the middle of the photo; the percentages of `translate` are shares of the photo itself. */
function transformOf(by: Similarity, aspect: number): string {
  const { scale, rotation, shift_x, shift_y } = kept(by, aspect);
  return `translate(${shift_x * 100}%, ${shift_y * 100}%) rotate(${rotation}deg) scale(${scale})`;
}

interface Grip {
  x: number;
  y: number;
  from: View;
}

/** Moves both photos with a finger, once they are zoomed; before that a finger scrolls the page. */
function useDrag(view: View, onView: (view: View) => void) {
  const grip = useRef<Grip | null>(null);
  if (view.zoom === 1) return {};
  return {
    onPointerDown: (event: PointerEvent) => {
      grip.current = { x: event.clientX, y: event.clientY, from: view };
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent) => {
      if (!grip.current) return;
      const { width, height } = (event.currentTarget as Element).getBoundingClientRect();
      const { x, y, from } = grip.current;
      onView(within({ ...from, x: from.x + (event.clientX - x) / width, y: from.y + (event.clientY - y) / height }));
    },
    onPointerUp: () => (grip.current = null),
    onPointerCancel: () => (grip.current = null),
  };
}
