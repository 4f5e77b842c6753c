/** Knows the number on the app's icon: how many steps that ring are still open. */

/** What is read of a plan to count. */
export interface Counted {
  today: { outstanding: readonly { shows: string }[] };
}

/** Cards never ring, and are not counted: the same number as a push carries. */
export function outstandingCount(plan: Counted): number {
  return plan.today.outstanding.filter(({ shows }) => shows === "push").length;
}
