/** A visit as it stands in a form, what must be mended in it, and what it says to the server. */
import { ApiProblem } from "../api/problem.ts";
import type { FieldProblem } from "../api/problem.ts";
import type { NewVisit, Visit } from "../api/types.ts";
import { startParts } from "../words/dates.ts";

export interface VisitForm {
  date: string;
  time: string;
  minutes: string;
  zone: string;
  place: string;
  phone: string;
  travel: string;
}

/** The names the server gives the fields of this form. */
const SERVER_FIELDS: Readonly<Record<string, keyof VisitForm>> = {
  start: "date",
  minutes: "minutes",
  zone: "zone",
  place: "place",
  phone: "phone",
  travel_minutes: "travel",
};

export const FORM_FIELDS: readonly string[] = [...Object.values(SERVER_FIELDS), "time", "kind"];

const USUAL_MINUTES = 60;

export function formOfVisit(visit: Visit): VisitForm {
  const { on, time } = startParts(visit.start);
  return {
    date: on,
    time,
    minutes: String(visit.minutes),
    zone: visit.zone,
    place: visit.place,
    phone: visit.phone,
    travel: visit.travel_minutes === null ? "" : String(visit.travel_minutes),
  };
}

/**
 * An empty form; place, phone and zone as in the visit before, if there is one.
 * Day and time are never filled in: one we made up could be booked with one tap.
 */
export function emptyVisitForm(zone: string, like: Visit | null): VisitForm {
  const { place = "", phone = "", minutes = USUAL_MINUTES } = like ?? {};
  return { date: "", time: "", minutes: String(minutes), zone: like?.zone ?? zone, place, phone, travel: "" };
}

export function problemsOf(form: VisitForm): FieldProblem[] {
  const found: FieldProblem[] = [];
  if (!form.date) found.push({ field: "date", sentence: "Enter the day of the visit." });
  if (!form.time) found.push({ field: "time", sentence: "Enter the time, such as 13:45." });
  if (!Number(form.minutes)) found.push({ field: "minutes", sentence: "Enter how many minutes the visit takes, such as 60." });
  return found;
}

export type FilledDraft = Omit<NewVisit, "id" | "kind" | "state">;

/** The form as the server reads it. */
export function draftOf(form: VisitForm): FilledDraft {
  return {
    start: `${form.date}T${form.time}`,
    zone: form.zone,
    minutes: Number(form.minutes),
    place: form.place.trim(),
    phone: form.phone.trim(),
    travel_minutes: form.travel === "" ? null : Number(form.travel),
  };
}

/** A refusal of the server with its fields named as this form names them. */
export function atForm(problem: ApiProblem | null): ApiProblem | null {
  if (!problem) return null;
  const errors = problem.errors.map(({ field, sentence }) => {
    const last = field.split(".").pop() ?? field;
    return { field: SERVER_FIELDS[last] ?? last, sentence };
  });
  return new ApiProblem(problem.status, problem.code, problem.message, errors);
}
