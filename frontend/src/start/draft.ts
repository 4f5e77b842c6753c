/** A course while it is being described: its pages in order, what each still misses, and what the server hears. */
import type { FieldProblem } from "../api/problem.ts";
import type { AnswerValue, NewCourse, Question } from "../api/types.ts";
import { chosenOf, UNSURE } from "./asked.ts";

export type Modality = NewCourse["modalities"][number];

export interface Draft {
  id: string;
  /** The answers to the protocol's questions, by their ids; `unsure` where the person does not know. */
  facts: Record<string, AnswerValue>;
  modalities: Modality[];
  isModalityUnknown: boolean;
  hasNoDate: boolean;
  date: string;
  time: string;
  zone: string;
  place: string;
  phone: string;
  /** What was typed; null while our usual number stands. */
  sessions: string | null;
}

export function emptyDraft(id: string, zone: string): Draft {
  const empty = { date: "", time: "", place: "", phone: "", sessions: null };
  return { id, facts: {}, modalities: [], isModalityUnknown: false, hasNoDate: false, zone, ...empty };
}

export const MODALITY = "modality";
export const FIRST = "first";
export const DATES = "dates";
export const REMINDERS = "reminders";

/** The questions that come before the plan is made, in the protocol's order. */
export function firstRun(questions: readonly Question[]): Question[] {
  return questions.filter(({ asked }) => asked === "first_run");
}

/** Every page of the first run: the protocol's first question, what the clinic uses, the others, dates, reminders. */
export function pagesOf(questions: readonly Question[]): string[] {
  const [opening, ...others] = firstRun(questions).map(({ id }) => id);
  return [...(opening ? [opening] : []), MODALITY, ...others, FIRST, DATES, REMINDERS];
}

const BODY: ReadonlySet<string> = new Set(["abdomen", "thighs", "arms", "back", "buttocks", "breast"]);
const DEEP: ReadonlySet<Modality> = new Set(["rf", "laser"]);
const SHALLOW: ReadonlySet<Modality> = new Set(["pen", "roller"]);

/** The usual number of sessions, shown before the patient says otherwise (care protocol 2.2). */
export function usualSessions({ facts, modalities }: Draft): number {
  const isBody = chosenOf(facts["area"]).some((area) => BODY.has(area));
  const isDeepOnly = modalities.some((one) => DEEP.has(one)) && !modalities.some((one) => SHALLOW.has(one));
  if (isDeepOnly) return isBody ? 4 : 3;
  return isBody ? 6 : 4;
}

const CHOOSE = "Choose the answer that fits best.";

/** What is missing on one page; empty when the reader may go on. */
export function problemsAt(page: string, draft: Draft): FieldProblem[] {
  if (page === DATES || page === REMINDERS) return [];
  if (page === FIRST) return firstProblems(draft);
  if (page === MODALITY) return unless(draft.modalities.length > 0 || draft.isModalityUnknown, MODALITY, "Tick what your clinic uses.");
  return unless((draft.facts[page] ?? "") !== "", page);
}

function unless(isThere: boolean, field: string, sentence = CHOOSE): FieldProblem[] {
  return isThere ? [] : [{ field, sentence }];
}

function firstProblems(draft: Draft): FieldProblem[] {
  const sessions = unless(draft.sessions === null || Number(draft.sessions) >= 1, "sessions", "Enter how many sessions are planned, such as 4.");
  if (draft.hasNoDate) return sessions;
  return [
    ...unless(draft.date !== "", "date", "Enter the day of your session."),
    ...unless(draft.time !== "", "time", "Enter the time, such as 13:45."),
    ...sessions,
  ];
}

/** The first page that still misses something; null when all is said. */
export function firstUnanswered(pages: readonly string[], draft: Draft): string | null {
  return pages.find((page) => problemsAt(page, draft).length > 0) ?? null;
}

const SESSION_MINUTES = 60;

/** The course as the server reads it. A retinoid nobody is sure of counts as prescribed: then we only ask. */
export function courseOf(draft: Draft): NewCourse {
  const { area, retinoid, ...others } = draft.facts;
  const known = Object.entries(others).filter(([, value]) => value !== UNSURE);
  return {
    id: draft.id,
    area: String(area ?? "face"),
    modalities: draft.modalities,
    retinoid: (retinoid === UNSURE ? "prescribed" : (retinoid ?? "none")) as NewCourse["retinoid"],
    facts: Object.fromEntries(known),
    sessions: draft.sessions === null ? usualSessions(draft) : Number(draft.sessions),
    ...(!draft.hasNoDate && {
      first: {
        start: `${draft.date}T${draft.time}`,
        zone: draft.zone,
        minutes: SESSION_MINUTES,
        place: draft.place.trim(),
        phone: draft.phone.trim(),
      },
    }),
  };
}

const OF_FIRST: Record<string, string> = { start: "date", zone: "zone", place: "place", phone: "phone", sessions: "sessions" };

/** The field of the last page that a problem of the server belongs to; null when it belongs to an earlier page. */
export function fieldOfProblem(field: string): string | null {
  const last = field.split(".").pop() ?? field;
  return OF_FIRST[last] ?? null;
}
