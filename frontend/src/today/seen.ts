/** A step seen on Today counts as shown, and opening the app says where the phone is. */
import { useEffect, useRef } from "preact/hooks";
import { api } from "../api/client.ts";
import type { Item } from "../api/types.ts";
import { zoneHere } from "../push/subscription.ts";
import { useMe } from "../session.ts";

/** Tells the server of the steps that stand on the screen, once for each set of them, when there is a line. */
export function useSeen(items: readonly Item[], isReached: boolean): void {
  const { setMe } = useMe();
  const told = useRef<string | null>(null);
  const seen = items.filter(({ shows }) => shows === "push").map(({ key }) => key);
  const here = [zoneHere(), ...seen].join("\n");
  useEffect(() => {
    if (!isReached || document.visibilityState !== "visible" || told.current === here) return;
    told.current = here;
    noteOpened(seen).then(setMe, (problem: unknown) => {
      // The reader loses nothing: the next look at Today says it again.
      told.current = null;
      console.warn("Today could not say that it was seen:", problem);
    });
  }, [here, isReached]);
}

/** Says it, and asks whether a question about the time zone came of it. */
async function noteOpened(seen: string[]) {
  await api.opened(zoneHere(), seen);
  return api.me();
}
