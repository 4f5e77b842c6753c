/** A plan with what the patient did laid over it, while the server does not know of it yet. */
import type { Entry } from "../../sw/outbox.ts";
import type { ActionRequest, Answer, Course, Item, Plan } from "../api/types.ts";
import { laterAt } from "../today/later.ts";
import type { Clocks } from "../today/later.ts";
import { byImportance } from "./as-of.ts";

const ACTIONS = "/api/actions";
const ANSWERS = "/api/answers";
const REACHED = "/api/diary/reached";
const SHOWN = "/api/push/shown";

/** What the patient did, of all that waits: that a reminder was shown is between the phone and the server. */
export const byHand = (entries: readonly Entry[]): Entry[] => entries.filter(({ path }) => path !== SHOWN);

/** The plan as it will be once these entries, oldest first, have reached the server. */
export function withQueued(plan: Plan, entries: readonly Entry[], clocks: Clocks): Plan {
  return entries.reduce((shown, entry) => withEntry(shown, entry, clocks), plan);
}

/** The keys of the steps these entries are about. */
export function keysOf(entries: readonly Entry[]): Set<string> {
  return new Set(entries.flatMap((entry) => keyOf(entry) ?? []));
}

/** The step an entry is about; null for what is said of the whole course, and for what notifications send. */
export function keyOf({ path, body }: Entry): string | null {
  if (path === ACTIONS) return (body as ActionRequest).key;
  return path === ANSWERS ? ((body as Answer).occurrence ?? null) : null;
}

function withEntry(plan: Plan, entry: Entry, clocks: Clocks): Plan {
  const key = keyOf(entry);
  if (entry.path === REACHED) return withReached(plan, entry.body as Reached);
  const item = key === null ? null : found(plan, key);
  if (entry.path === ANSWERS) plan = withAnswer(plan, entry.body as Answer, item);
  if (!item) return plan;
  // An answer given for a step settles it, as on the server.
  const tap = entry.path === ANSWERS ? { action: "done" as const, at: entry.made_at } : (entry.body as ActionRequest);
  return placed(plan, after(item, tap, clocks));
}

/** The step after one tap, by the rules of the server (R14): Done beats Later and Skip in any order. */
function after(item: Item, tap: Pick<ActionRequest, "action" | "until" | "at">, clocks: Clocks): Item {
  const isOpen = item.state === "open";
  if (tap.action === "done") return { ...item, state: "done", wake_at: null };
  if (tap.action === "skip") return isOpen ? { ...item, state: "skipped", wake_at: null } : item;
  if (tap.action === "undo") return { ...item, state: "open" };
  return isOpen ? { ...item, wake_at: laterAt(tap.until ?? "hour", tap.at, clocks) } : item;
}

/** The plan with this step in the list where it belongs now. */
function placed(plan: Plan, item: Item): Plan {
  const without = (items: readonly Item[]) => items.filter(({ key }) => key !== item.key);
  const { outstanding, later, settled, next } = plan.today;
  const today = {
    ...plan.today,
    outstanding: without(outstanding),
    later: without(later),
    settled: without(settled),
    next: next?.key === item.key ? null : next,
  };
  const coming = plan.coming.map((other) => (other.key === item.key ? item : other));
  const isDue = Date.parse(item.due_at) <= Date.parse(plan.now) || !coming.includes(item);
  if (item.state !== "open") today.settled = [...today.settled, item];
  else if (item.wake_at !== null) today.later = byImportance([...today.later, item]);
  else if (isDue) today.outstanding = byImportance([...today.outstanding, item]);
  return { ...plan, today, coming: item.state === "open" ? coming : without(coming) };
}

interface Reached {
  course_id: string;
}

/** The clinic was reached: nothing of this course waits for it any more. */
function withReached(plan: Plan, { course_id }: Reached): Plan {
  return withCourses(plan, (course) => (course.id === course_id ? { ...course, held_at: null } : course));
}

const withCourses = (plan: Plan, edit: (course: Course) => Course): Plan => ({ ...plan, courses: plan.courses.map(edit) });

/** What an answer changes besides its step: a switch of Today, or whether the clinic is to be called first. */
function withAnswer(plan: Plan, answer: Answer, item: Item | null): Plan {
  if (answer.question !== "safety_check") return withSwitch(plan, answer);
  const about = answer.visit_id ?? item?.visit_id;
  const call_first = answer.value === "something";
  return withCourses(plan, (course) => ({
    ...course,
    visits: course.visits.map((visit) => (visit.id === about ? { ...visit, call_first } : visit)),
  }));
}

function withSwitch(plan: Plan, { course_id, question, value }: Answer): Plan {
  const switches = plan.today.switches.map((each) =>
    each.course_id === course_id && each.question === question ? { ...each, is_on: value === true } : each,
  );
  return { ...plan, today: { ...plan.today, switches } };
}

function found({ today, coming }: Plan, key: string): Item | null {
  const all = [...today.outstanding, ...today.later, ...today.settled, ...coming];
  return all.find((item) => item.key === key) ?? null;
}
