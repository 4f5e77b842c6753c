/** A photo with two rings on it, moved by finger, by arrow keys, or by a tap on the place where the last one belongs. */
import { useRef, useState } from "preact/hooks";
import type { Photo } from "./photo-words.ts";
import { Picture } from "./picture.tsx";
import { aspectOf } from "./series.ts";
import type { Point } from "./similarity.ts";

export type Marks = readonly [Point, Point];

interface MarkBoardProps {
  photo: Photo;
  name: string;
  marks: Marks;
  onMarks: (marks: Marks) => void;
}

export function MarkBoard({ photo, name, marks, onMarks }: MarkBoardProps) {
  const board = useRef<HTMLDivElement>(null);
  const [last, setLast] = useState(0);
  const aspect = aspectOf(photo);
  const put = (which: number, point: Point) => {
    setLast(which);
    onMarks(marks.map((mark, index) => (index === which ? held(point, aspect) : mark)) as unknown as Marks);
  };
  const placeOf = (event: PointerEvent | MouseEvent): Point => {
    const { left, top, width, height } = board.current!.getBoundingClientRect();
    return { x: (event.clientX - left - width / 2) / width, y: (event.clientY - top - height / 2) / width };
  };
  return (
    <div class="board marks gap-3" ref={board} onClick={(event) => isOnPhoto(event) && put(last, placeOf(event))}>
      <Picture photo={photo} variant="full" alt={`Photo to mark: ${name}`} />
      {marks.map((mark, which) => (
        <Ring
          key={which}
          label={`Ring ${which + 1} on ${name}`}
          number={which + 1}
          at={mark}
          aspect={aspect}
          onMove={(point) => put(which, point)}
          placeOf={placeOf}
        />
      ))}
    </div>
  );
}

function isOnPhoto({ target }: MouseEvent): boolean {
  return target instanceof Element && !target.closest("button");
}

/** The same place, on the photo. */
function held({ x, y }: Point, aspect: number): Point {
  const clamp = (value: number, most: number) => Math.min(most, Math.max(-most, value));
  return { x: clamp(x, 0.5), y: clamp(y, aspect / 2) };
}

interface RingProps {
  label: string;
  number: number;
  at: Point;
  aspect: number;
  onMove: (point: Point) => void;
  placeOf: (event: PointerEvent) => Point;
}

const STEP = 0.004;
const LONG_STEP = 0.03;
const ARROWS: Record<string, Point> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

function Ring({ label, number, at, aspect, onMove, placeOf }: RingProps) {
  const isHeld = useRef(false);
  const left = 50 + at.x * 100;
  const top = 50 + (at.y / aspect) * 100;
  const onKeyDown = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    if (!arrow) return;
    event.preventDefault();
    const step = event.shiftKey ? LONG_STEP : STEP;
    onMove({ x: at.x + arrow.x * step, y: at.y + arrow.y * step });
  };
  const dragging = {
    onPointerDown: (event: PointerEvent) => {
      isHeld.current = true;
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent) => isHeld.current && onMove(placeOf(event)),
    onPointerUp: () => (isHeld.current = false),
    onPointerCancel: () => (isHeld.current = false),
  };
  const said = `${label}: ${Math.round(left)} percent from the left, ${Math.round(top)} percent from the top`;
  return (
    <button type="button" class="ring-mark" aria-label={said} style={{ left: `${left}%`, top: `${top}%` }} onKeyDown={onKeyDown} {...dragging}>
      <span>{number}</span>
    </button>
  );
}
