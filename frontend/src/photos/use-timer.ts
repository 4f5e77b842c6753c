/** The self-timer: counts down, then takes the photo; a second press stops it. */
import { useEffect, useState } from "preact/hooks";

/** Seconds before the photo; 3 is what the photo protocol asks for. */
export const DELAYS = [0, 3, 10] as const;
export type Delay = (typeof DELAYS)[number];

export interface Timer {
  /** Seconds that are left; null while nothing counts. */
  left: number | null;
  start(): void;
  stop(): void;
}

export function useTimer(delay: Delay, onEnd: () => void): Timer {
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    if (left === null) return;
    if (left === 0) {
      setLeft(null);
      return onEnd();
    }
    const second = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(second);
  }, [left]);
  return { left, start: () => setLeft(delay), stop: () => setLeft(null) };
}
