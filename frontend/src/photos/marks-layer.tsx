/** The two marks over the picture: dragged by a finger, or moved by the arrow keys. */
import { movedBy, within } from "./marks.ts";
import type { Mark, Marks } from "./marks.ts";

interface LayerProps {
  marks: Marks;
  /** True while the picture is shown like a mirror. */
  isMirrored: boolean;
  onMove: (index: 0 | 1, mark: Mark) => void;
}

export function MarksLayer(props: LayerProps) {
  return (
    <>
      <OneMark {...props} index={0} />
      <OneMark {...props} index={1} />
    </>
  );
}

function OneMark({ marks, index, isMirrored, onMove }: LayerProps & { index: 0 | 1 }) {
  const mark = marks[index];
  const drag = (event: PointerEvent) => {
    const button = event.currentTarget as HTMLElement;
    if (!button.hasPointerCapture(event.pointerId)) return;
    const frame = button.parentElement!.getBoundingClientRect();
    const x = (event.clientX - frame.left) / frame.width;
    onMove(index, within({ x: isMirrored ? 1 - x : x, y: (event.clientY - frame.top) / frame.height }));
  };
  const press = (event: KeyboardEvent) => {
    const swapped = isMirrored ? ({ ArrowLeft: "ArrowRight", ArrowRight: "ArrowLeft" }[event.key] ?? event.key) : event.key;
    const moved = movedBy(swapped, mark);
    if (!moved) return;
    event.preventDefault();
    onMove(index, moved);
  };
  return (
    <button
      type="button"
      class="mark-spot"
      style={{ left: `${(isMirrored ? 1 - mark.x : mark.x) * 100}%`, top: `${mark.y * 100}%` }}
      aria-label={`Mark ${index + 1}: ${place(mark)}. Move it with the arrow keys.`}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={press}
    />
  );
}

const place = ({ x, y }: Mark): string => `${Math.round(x * 100)} % from the left, ${Math.round(y * 100)} % from the top`;
