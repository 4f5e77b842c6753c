/** The shapes that travel between the app and the server. */

export type VisitKind = "consultation" | "patch_test" | "session" | "follow_up";
export type VisitState = "proposed" | "booked" | "ended" | "did_not_happen" | "cancelled";
export type ItemState = "open" | "done" | "skipped" | "expired" | "withdrawn" | "missed";
export type PhaseName = "closing" | "settling" | "building";
export type AnswerValue = string | number | boolean;

export interface Me {
  id: string;
  name: string;
  email: string | null;
  zone: string;
  morning: string;
  evening: string;
  quiet_from: string;
  quiet_until: string;
  words: "discreet" | "plain";
  zone_question: string | null;
}

export interface Visit {
  id: string;
  course_id: string;
  kind: VisitKind;
  state: VisitState;
  number: number | null;
  start: string;
  zone: string;
  minutes: number;
  place: string;
  phone: string;
  travel_minutes: number | null;
  starts_at: string;
  ended_at: string | null;
  warnings: string[];
}

export interface VisitDraft {
  start?: string;
  zone?: string;
  minutes?: number;
  place?: string;
  phone?: string;
  travel_minutes?: number | null;
  state?: VisitState;
  ended_at?: string | null;
}

export interface NewVisit extends Omit<VisitDraft, "state" | "ended_at"> {
  id: string;
  kind: VisitKind;
  state: "proposed" | "booked";
  start: string;
  zone: string;
}

export interface Change {
  what: "moves" | "stays" | "goes" | "new";
  title: string;
  old: string | null;
  new: string | null;
  old_at: string | null;
  new_at: string | null;
}

export interface Preview {
  changes: Change[];
  warnings: string[];
}

export interface ChosenValue {
  param: string;
  value: number;
  set_by: string;
  warning: string | null;
}

export interface Course {
  id: string;
  protocol_version: string;
  sessions: number;
  state: "running" | "paused" | "done" | "closed";
  facts: Record<string, AnswerValue>;
  visits: Visit[];
  values: ChosenValue[];
  warnings: string[];
}

export interface FirstVisit {
  start: string;
  zone: string;
  minutes: number;
  place: string;
  phone: string;
}

export interface NewCourse {
  id: string;
  area: string;
  modalities: string[];
  retinoid: string;
  actives?: boolean;
  tone?: 1 | 2 | 3 | 4 | 5 | 6 | "unknown";
  dark_marks?: boolean;
  photos?: boolean;
  facts?: Record<string, AnswerValue>;
  sessions?: number;
  first?: FirstVisit;
}

export interface CourseEdit {
  sessions?: number;
  paused?: boolean;
  done?: boolean;
  closed?: boolean;
  facts?: Record<string, AnswerValue>;
}

export interface Action {
  label: string;
  does: "done" | "later" | "skip" | "call" | "open" | null;
  /** A value of null is a question the reader fills in. */
  answers: { question: string; value: AnswerValue | null }[];
  phone: string | null;
}

export interface Item {
  key: string;
  course_id: string;
  visit_id: string | null;
  step: string;
  shows: "push" | "card";
  what: "task" | "question" | "list" | "photos" | "appointment" | "permission" | "note";
  title: string;
  body: string;
  why: string;
  priority: number;
  critical: boolean;
  quick_done: boolean;
  on: string;
  due_at: string;
  valid_until: string;
  state: ItemState;
  is_late: boolean;
  shown_at: string | null;
  wake_at: string | null;
  actions: Action[];
}

export interface Notice {
  id: string;
  text: string;
  actions: Action[];
}

export interface Today {
  title: string;
  label: string;
  phase: PhaseName | null;
  outstanding: Item[];
  later: Item[];
  settled: Item[];
  next: Item | null;
  notices: Notice[];
}

export interface Day {
  on: string;
  level: number;
  label: string;
  visit: { id: string; kind: VisitKind; state: VisitState; number: number | null } | null;
  phase: PhaseName | null;
  done: number | null;
}

export interface Plan {
  now: string;
  zone: string;
  made_at: string;
  protocol_version: string;
  courses: Course[];
  today: Today;
  coming: Item[];
  days: Day[];
}

export interface Param {
  id: string;
  what: string;
  unit: string;
  value: number;
  low: number;
  high: number;
  note: string;
}

export interface Question {
  id: string;
  asks: string;
  kind: string;
  values: AnswerValue[];
  why: string;
}

export interface ProtocolSummary {
  params: Param[];
  questions: Question[];
}
