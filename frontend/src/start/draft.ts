/** A course while it is being described: its questions in order, and what they say to the server. */
import type { FieldProblem } from "../api/problem.ts";
import type { NewCourse } from "../api/types.ts";

export type QuestionName =
  | "area"
  | "modality"
  | "retinoid"
  | "actives"
  | "tone"
  | "dark-marks"
  | "photos"
  | "first"
  | "sessions"
  | "dates"
  | "reminders";

export const QUESTIONS: readonly QuestionName[] = [
  "area",
  "modality",
  "retinoid",
  "actives",
  "tone",
  "dark-marks",
  "photos",
  "first",
  "sessions",
  "dates",
  "reminders",
];

export type Area = NewCourse["area"];
export type Modality = NewCourse["modalities"][number];
export type Tone = 1 | 2 | 3 | 4 | 5 | 6 | "unknown";
export type Retinoid = "none" | "cosmetic" | "prescribed" | "unsure";

export interface Draft {
  id: string;
  area: Area | null;
  modalities: Modality[];
  isModalityUnknown: boolean;
  retinoid: Retinoid | null;
  actives: boolean | null;
  tone: Tone | null;
  darkMarks: boolean | null;
  photos: boolean | null;
  hasDate: boolean | null;
  date: string;
  time: string;
  zone: string;
  place: string;
  phone: string;
  sessions: string;
}

export function emptyDraft(id: string, zone: string): Draft {
  return {
    id,
    area: null,
    modalities: [],
    isModalityUnknown: false,
    retinoid: null,
    actives: null,
    tone: null,
    darkMarks: null,
    photos: null,
    hasDate: null,
    date: "",
    time: "",
    zone,
    place: "",
    phone: "",
    sessions: "",
  };
}

const BODY: ReadonlySet<Area> = new Set(["abdomen", "thighs", "arms", "back", "buttocks", "breast"]);
// Clinics ask for no photos of these in messages; the app leaves photo reminders off unless asked (care protocol 4.3).
const INTIMATE: ReadonlySet<Area> = new Set(["breast", "buttocks"]);

/** The usual number of sessions, shown before the patient says otherwise (care protocol 2.2). */
export function usualSessions(area: Area | null): number {
  return area !== null && BODY.has(area) ? 6 : 4;
}

export function isIntimate(area: Area | null): boolean {
  return area !== null && INTIMATE.has(area);
}

const CHOOSE = "Choose the answer that fits best.";

/** What is missing on one question's page; empty when the reader may go on. */
export function problemsAt(question: QuestionName, draft: Draft): FieldProblem[] {
  const unless = (isThere: boolean, field: string, sentence = CHOOSE) => (isThere ? [] : [{ field, sentence }]);
  switch (question) {
    case "area":
      return unless(draft.area !== null, "area");
    case "modality":
      return unless(draft.modalities.length > 0 || draft.isModalityUnknown, "modality");
    case "retinoid":
      return unless(draft.retinoid !== null, "retinoid");
    case "actives":
      return unless(draft.actives !== null, "actives");
    case "tone":
      return unless(draft.tone !== null, "tone");
    case "dark-marks":
      return unless(draft.darkMarks !== null, "dark-marks");
    case "photos":
      return unless(draft.photos !== null, "photos");
    case "first":
      return firstProblems(draft);
    case "sessions":
      return unless(Number(draft.sessions) >= 1, "sessions", "Enter how many sessions are planned, such as 4.");
    default:
      return [];
  }
}

function firstProblems(draft: Draft): FieldProblem[] {
  if (draft.hasDate === null) return [{ field: "has-date", sentence: "Say whether you have a date." }];
  if (!draft.hasDate) return [];
  const found: FieldProblem[] = [];
  if (!draft.date) found.push({ field: "date", sentence: "Enter the day of your first session." });
  if (!draft.time) found.push({ field: "time", sentence: "Enter the time, such as 13:45." });
  return found;
}

/** The first question that still misses something, up to and with "sessions"; null when all is said. */
export function firstUnanswered(draft: Draft): QuestionName | null {
  return QUESTIONS.find((question) => problemsAt(question, draft).length > 0) ?? null;
}

const SESSION_MINUTES = 60;

/** The course as the server reads it. A retinoid nobody is sure of counts as prescribed: then we only ask. */
export function courseOf(draft: Draft): NewCourse {
  const retinoid = draft.retinoid === "unsure" ? "prescribed" : (draft.retinoid ?? "none");
  return {
    id: draft.id,
    area: draft.area ?? "face",
    modalities: draft.modalities,
    retinoid,
    actives: draft.actives === true,
    tone: draft.tone ?? "unknown",
    dark_marks: draft.darkMarks === true,
    photos: draft.photos === true,
    sessions: Number(draft.sessions),
    ...(draft.hasDate && {
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

/** The question a problem of the server belongs to, to lead the reader back there. */
export function questionOfField(field: string): QuestionName {
  const last = field.split(".").pop() ?? field;
  const places: Record<string, QuestionName> = {
    modalities: "modality",
    dark_marks: "dark-marks",
    start: "first",
    zone: "first",
    place: "first",
    phone: "first",
    minutes: "first",
  };
  return places[last] ?? QUESTIONS.find((question) => question === last) ?? "area";
}
