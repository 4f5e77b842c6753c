/** Two marks a patient lays on spots they will find again, such as a mole; where they lie is kept sealed on this phone. */
import { useEffect, useState } from "preact/hooks";
import { kept } from "../../sw/storage.ts";
import { keeping } from "../offline/owner.ts";

/** A place in the frame, as shares of its width and height. */
export interface Mark {
  x: number;
  y: number;
}

export type Marks = readonly [Mark, Mark];

const START: Marks = [{ x: 0.35, y: 0.5 }, { x: 0.65, y: 0.5 }];
const NAME = "photo-marks";
const STEP = 0.02;

const ARROWS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

/** Where a mark goes by a key; null for keys that move nothing. */
export function movedBy(key: string, mark: Mark): Mark | null {
  const arrow = ARROWS[key];
  return arrow ? within({ x: mark.x + arrow[0], y: mark.y + arrow[1] }) : null;
}

export const within = ({ x, y }: Mark): Mark => ({ x: Math.min(1, Math.max(0, x)), y: Math.min(1, Math.max(0, y)) });

/** The marks of one pose of a course, as they lay last. */
export function useMarks(id: string): [Marks, (index: 0 | 1, mark: Mark) => void] {
  const [all, setAll] = useState<Record<string, Marks>>({});
  useEffect(() => {
    kept<Record<string, Marks>>(NAME).then(
      (found) => setAll(found ?? {}),
      (problem: unknown) => console.warn("Photos: marks are not kept here.", problem),
    );
  }, []);
  const marks = all[id] ?? START;
  const move = (index: 0 | 1, mark: Mark) => {
    const next = { ...all, [id]: (index === 0 ? [mark, marks[1]] : [marks[0], mark]) as Marks };
    setAll(next);
    keeping()(NAME, next).catch((problem: unknown) => console.warn("Photos: marks are not kept here.", problem));
  };
  return [marks, move];
}
