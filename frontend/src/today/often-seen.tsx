/** One honest line of what is often seen on such a day. */
import type { Healing } from "../api/types.ts";
import { oftenSeen } from "./phases.ts";

export function OftenSeen({ healing, todayOn }: { healing: Healing; todayOn: string }) {
  const says = oftenSeen(healing, todayOn);
  return says ? (
    <p class="gap-5" dir="auto">
      {says}
    </p>
  ) : null;
}
