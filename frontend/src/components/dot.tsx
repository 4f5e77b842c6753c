/** One dot, one day. */
import type { Day } from "../api/types.ts";
import { dotOf } from "./dot-state.ts";

export function Dot({ day, todayOn }: { day: Day; todayOn: string }) {
  const { classes, share } = dotOf(day, todayOn);
  return <i class={classes} style={share === null ? undefined : { "--share": String(share) }} />;
}
