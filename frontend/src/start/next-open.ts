/** Which question comes next: the first without an answer after this one, in the protocol's order. */
import type { Question } from "../api/types.ts";

/** The id of the next open question; null when none follows. `after` is null at the beginning. */
export function nextOpen(questions: readonly Question[], open: readonly string[], after: string | null): string | null {
  const from = after === null ? 0 : questions.findIndex(({ id }) => id === after) + 1;
  return questions.slice(from).find(({ id }) => open.includes(id))?.id ?? null;
}

/** How many are still open from this question on, itself included. */
export function leftFrom(questions: readonly Question[], open: readonly string[], here: string): number {
  const from = questions.findIndex(({ id }) => id === here);
  return questions.slice(from).filter(({ id }) => id === here || open.includes(id)).length;
}
