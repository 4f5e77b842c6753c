/** Each number of a course: what it is now, and who set it. */
import type { FieldProblem } from "../api/problem.ts";
import type { ChosenValue, Course, Param } from "../api/types.ts";
import { amount } from "../words/names.ts";

export type SetBy = ChosenValue["set_by"];

export interface SheetRow {
  param: Param;
  value: number;
  /** "7 days" */
  said: string;
  /** "Your clinic told you", "You set this", "Our usual value" */
  setBy: string;
  isOwn: boolean;
  warning: string | null;
}

const SET_BY: Record<SetBy, string> = { clinic: "Your clinic told you", patient: "You set this" };

export function sheetRows(params: readonly Param[], course: Pick<Course, "values">): SheetRow[] {
  return params.map((param) => {
    const chosen = course.values.find((value) => value.param === param.id);
    const value = chosen?.value ?? param.value;
    return {
      param,
      value,
      said: amount(value, param.unit),
      setBy: chosen ? SET_BY[chosen.set_by] : "Our usual value",
      isOwn: chosen !== undefined,
      warning: chosen?.warning ?? null,
    };
  });
}

/** What must be mended in a number before it is sent. */
export function numberProblems(value: string, setBy: SetBy | null): FieldProblem[] {
  const found: FieldProblem[] = [];
  if (!/^\d+$/.test(value)) found.push({ field: "value", sentence: "Enter a whole number, such as 7." });
  if (!setBy) found.push({ field: "set-by", sentence: "Say who gave you this number." });
  return found;
}
