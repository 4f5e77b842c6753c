/** Keeps the number on the app's icon at what the screen shows. */
import { useEffect } from "preact/hooks";
import { outstandingCount } from "../../sw/outstanding.ts";
import type { Plan } from "../api/types.ts";

export function useBadge(plan: Plan | null): void {
  const count = plan === null ? null : outstandingCount(plan);
  useEffect(() => {
    if (count === null || !("setAppBadge" in navigator)) return;
    // An iPhone refuses without the permission for notifications: then there is no number, and nothing to mend.
    navigator.setAppBadge(count).catch((problem: unknown) => console.warn("Badge:", problem));
  }, [count]);
}
