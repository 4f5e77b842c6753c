/** When what waits on this phone is worth trying again: the line is back, the app is looked at, or time has passed. */

export type Chance = "line" | "look" | "time";

/** The page, as far as it tells of a chance. */
export interface Page {
  window: Pick<EventTarget, "addEventListener">;
  document: Pick<EventTarget, "addEventListener"> & { readonly visibilityState: string };
  every(milliseconds: number, tell: () => void): void;
}

const RETRY_MS = 30_000;

/** Background Sync is a chance too, of the worker's; the start is the caller's own. */
export function onEachChance(tell: (chance: Chance) => void, { window, document, every }: Page = browserPage()): void {
  window.addEventListener("online", () => tell("line"));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") tell("look");
  });
  every(RETRY_MS, () => tell("time"));
}

const browserPage = (): Page => ({ window, document, every: (milliseconds, tell) => void setInterval(tell, milliseconds) });
