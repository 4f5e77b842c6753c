/** A form's problems: found on the phone when it is sent, or said by the server afterwards. */
import { useMemo, useState } from "preact/hooks";
import type { ApiProblem, FieldProblem } from "../api/problem.ts";
import { summaryOf } from "./errors.ts";
import type { SummaryLine } from "./errors.ts";

export interface Checking {
  lines: readonly SummaryLine[];
  /** Looks for problems now, shows them, and tells whether there are none. */
  passes(): boolean;
}

/**
 * `fields` are the ids on the screen that a problem of the server may lead to; `renamed` gives the server's
 * fields those names where they differ. The lines stay the same until the form is sent again, since new ones take the focus.
 */
export function useChecking(
  find: () => FieldProblem[],
  problem: ApiProblem | null,
  fields: readonly string[],
  renamed: (problem: ApiProblem | null) => ApiProblem | null = (same) => same,
): Checking {
  const [found, setFound] = useState<FieldProblem[]>([]);
  const lines = useMemo(() => summaryOf(found, renamed(problem), fields), [found, problem]);
  const passes = () => {
    const now = find();
    setFound(now);
    return now.length === 0;
  };
  return { lines, passes };
}
