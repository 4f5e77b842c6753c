/** When the reader counts as gone: the app was hidden for a while, or nobody touched it. */
import { useEffect, useRef } from "preact/hooks";

export interface Presence {
  /** Milliseconds since 1970; null while the app is in view. */
  hiddenAt: number | null;
  touchedAt: number;
}

const HIDDEN_MS = 60_000;
// The server's own limit; it counts requests, this counts touches.
const STILL_MS = 5 * 60_000;
const LOOK_EVERY_MS = 10_000;
const TOUCHES = ["pointerdown", "keydown", "input", "scroll"];

export function isAway({ hiddenAt, touchedAt }: Presence, now: number): boolean {
  return now - touchedAt >= STILL_MS || (hiddenAt !== null && now - hiddenAt >= HIDDEN_MS);
}

/** Calls `onAway` once the reader is gone; where the browser slept meanwhile, as soon as it wakes. */
export function useAway(isWatching: boolean, onAway: () => void): void {
  const latest = useRef(onAway);
  latest.current = onAway;
  useEffect(() => {
    if (!isWatching) return;
    return watch(() => latest.current());
  }, [isWatching]);
}

function watch(onAway: () => void): () => void {
  const presence: Presence = { hiddenAt: null, touchedAt: Date.now() };
  const look = () => {
    if (isAway(presence, Date.now())) onAway();
  };
  const touch = () => {
    look();
    presence.touchedAt = Date.now();
  };
  const turn = () => {
    look();
    presence.hiddenAt = document.hidden ? Date.now() : null;
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  for (const name of TOUCHES) addEventListener(name, touch, { capture: true, passive: true });
  document.addEventListener("visibilitychange", turn);
  return () => {
    clearInterval(timer);
    for (const name of TOUCHES) removeEventListener(name, touch, { capture: true });
    document.removeEventListener("visibilitychange", turn);
  };
}
