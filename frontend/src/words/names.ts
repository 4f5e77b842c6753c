/** What things are called: visits, areas, devices of treatment, amounts. */
import type { Course, Visit, VisitKind, VisitState } from "../api/types.ts";

const KINDS: Record<VisitKind, string> = {
  consultation: "Consultation",
  patch_test: "Patch test",
  session: "Session",
  follow_up: "Follow-up",
};

const STATES: Record<VisitState, string> = {
  proposed: "Proposed, not booked",
  booked: "Booked",
  ended: "Happened",
  did_not_happen: "Did not happen",
  cancelled: "Cancelled",
};

export const VISIT_KINDS = Object.keys(KINDS) as VisitKind[];

export const kindName = (kind: VisitKind): string => KINDS[kind];
export const stateName = (state: VisitState): string => STATES[state];

/** "Session 3", "Follow-up" */
export function visitName(visit: Pick<Visit, "kind" | "number">): string {
  return visit.kind === "session" && visit.number ? `Session ${visit.number}` : KINDS[visit.kind];
}

/** The same in the middle of a sentence: "session 3" */
export function visitNameWithin(visit: Pick<Visit, "kind" | "number">): string {
  const name = visitName(visit);
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** "1 day", "7 days", "4 times a day" */
export function amount(value: number, unit: string): string {
  if (unit === "per_day") return value === 1 ? "once a day" : `${value} times a day`;
  if (unit === "count") return String(value);
  return `${value} ${value === 1 ? unit.replace(/s$/, "") : unit}`;
}

/** A phone number as a link can dial it; null when it holds no digits. */
export function telHref(phone: string): string | null {
  const dialled = phone.replace(/[^\d+*#,;]/g, "");
  return /\d/.test(dialled) ? `tel:${dialled}` : null;
}

const AREAS: Record<string, string> = { abdomen: "tummy" };

/** "Face", "Face, neck and tummy": the areas a course treats. */
export function areaName(course: Pick<Course, "facts">): string {
  const named = joinedByAnd(String(course.facts["area"] ?? "course").split(",").map(areaWord));
  return named.charAt(0).toUpperCase() + named.slice(1);
}

/** "tummy" */
export const areaWord = (area: string): string => AREAS[area] ?? area;

/** "face", "face and neck", "face, neck and tummy" */
export function joinedByAnd(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${last}` : last;
}
