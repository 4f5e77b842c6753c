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

/** `fields` are the ids on the screen that a problem of the server may lead to. */
export function useChecking(find: () => FieldProblem[], problem: ApiProblem | null, fields: readonly string[]): Checking {
  const [found, setFound] = useState<FieldProblem[]>([]);
  const lines = useMemo(() => summaryOf(found, problem, fields), [found, problem]);
  const passes = () => {
    const now = find();
    setFound(now);
    return now.length === 0;
  };
  return { lines, passes };
}
