/** What stands in the summary above a form: every problem once, linked to its field where there is one. */
import { ApiProblem } from "../api/problem.ts";
import type { FieldProblem } from "../api/problem.ts";

export interface SummaryLine {
  /** The field to go to, or null for a problem of the whole form. */
  field: string | null;
  sentence: string;
}

/** The lines of a summary: our own findings first; else what the server said. */
export function summaryOf(
  found: readonly FieldProblem[],
  problem: ApiProblem | null,
  fields: readonly string[],
): SummaryLine[] {
  if (found.length) return found.map(({ field, sentence }) => ({ field, sentence }));
  if (!problem) return [];
  if (!problem.errors.length) return [{ field: null, sentence: problem.message }];
  return problem.errors.map(({ field, sentence }) => ({ field: fieldAmong(field, fields), sentence }));
}

/** The sentence to show at one field, if the summary has one for it. */
export function errorAt(lines: readonly SummaryLine[], field: string): string | null {
  return lines.find((line) => line.field === field)?.sentence ?? null;
}

/** The same problem, said at one field: for a form that has only this one. */
export function saidAt(field: string, { status, code, message }: ApiProblem): ApiProblem {
  return new ApiProblem(status, code, message, [{ field, sentence: message }]);
}

/** The server may name a nested field ("first.start"); its last known part is the field on the screen. */
function fieldAmong(named: string, fields: readonly string[]): string | null {
  const parts = named.split(/[./]/).reverse();
  return parts.find((part) => fields.includes(part)) ?? null;
}
