/** How other parts of the app say that the plan is no longer the one on the screen. */

const listeners = new Set<() => void>();

/** Hears of each change until the returned function is called. */
export function onPlanChanged(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

export function planChanged(): void {
  for (const listener of listeners) listener();
}
