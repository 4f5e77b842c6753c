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

export interface SheetGroup {
  name: string;
  rows: SheetRow[];
}

/** What the group of numbers that somebody set is called. */
export const OWN = "Set for you";

const GROUPS: readonly [string, RegExp][] = [
  ["Before a session", /_before$|^arrive|^isotretinoin/],
  ["Between sessions, and how many", /^(spacing|sessions)/],
  ["Results and later", /^(results|maintenance)/],
  ["After a session", /./],
];

/** The numbers in short groups: those somebody set first, the others by when they count. */
export function sheetGroups(rows: readonly SheetRow[]): SheetGroup[] {
  const ours = rows.filter(({ isOwn }) => !isOwn);
  const groupOf = ({ param }: SheetRow) => GROUPS.find(([, ids]) => ids.test(param.id))?.[0];
  const inGroups = GROUPS.map(([name]) => ({ name, rows: ours.filter((row) => groupOf(row) === name) }));
  const [before, between, results, after] = inGroups;
  const inOrder = [before, after, between, results].filter((group) => group !== undefined);
  return [{ name: OWN, rows: rows.filter(({ isOwn }) => isOwn) }, ...inOrder].filter((group) => group.rows.length > 0);
}

/** What must be mended in a number before it is sent. */
export function numberProblems(value: string, setBy: SetBy | null): FieldProblem[] {
  const found: FieldProblem[] = [];
  if (!/^\d+$/.test(value)) found.push({ field: "value", sentence: "Enter a whole number, such as 7." });
  if (!setBy) found.push({ field: "set-by", sentence: "Say who gave you this number." });
  return found;
}
