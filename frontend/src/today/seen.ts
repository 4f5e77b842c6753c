/** A step seen on Today counts as shown. */
import { useEffect, useRef } from "preact/hooks";
import { api } from "../api/client.ts";
import { newId } from "../api/ids.ts";
import type { Item } from "../api/types.ts";
import { usePlan } from "../plan.tsx";

/** Tells the server once of each step that now stands on the screen. */
export function useSeen(items: readonly Item[]): void {
  const { now } = usePlan();
  const told = useRef(new Set<string>());
  useEffect(() => {
    if (document.visibilityState !== "visible") return;
    for (const item of items) {
      if (item.shows !== "push" || item.shown_at || told.current.has(item.key)) continue;
      told.current.add(item.key);
      api.act({ id: newId(), key: item.key, action: "shown", at: now() }).catch((problem: unknown) => {
        // The reader loses nothing: the next look at Today says it again.
        told.current.delete(item.key);
        console.warn("Today could not say that it was seen:", problem);
      });
    }
  }, [items, now]);
}
