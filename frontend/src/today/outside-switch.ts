/** The switch for being outside, on the days its top-ups apply. */
import type { Plan, Switch } from "../api/types.ts";

/** The switch the plan offers just now, if any. */
export function outsideSwitch(plan: Plan): Switch | null {
  return plan.today.switches.find(({ question }) => question === "outside") ?? null;
}
