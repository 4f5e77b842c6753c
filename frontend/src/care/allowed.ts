/** Which of the dated permissions holds at a moment, and how it is said; it computes no date of its own. */
import type { Activity, Permissions, Span } from "../api/types.ts";
import { capital, dateIn, dayMonth, daysBetween, timeIn, weekdayLong } from "../words/dates.ts";

export interface Allowed {
  activity: Activity;
  span: Span;
  /** What follows, when the server dated it. */
  next: Span | null;
}

const NEAR_DAYS = 7;

export interface Groups {
  now: Allowed[];
  notYet: Allowed[];
  ask: Allowed[];
}

/** What holds at `now`, in three groups; null once the plan is too old to say. */
export function groupsAt(permissions: Permissions, now: string): Groups | null {
  const at = Date.parse(now);
  if (Date.parse(permissions.until) <= at) return null;
  const all = permissions.activities.flatMap((activity) => allowedAt(activity, at) ?? []);
  const of = (state: Span["state"]) => all.filter(({ span }) => span.state === state);
  const notYet = of("not_until").sort((a, b) => Date.parse(a.span.until ?? "") - Date.parse(b.span.until ?? ""));
  return { now: of("now"), notYet, ask: of("ask_first") };
}

function allowedAt(activity: Activity, at: number): Allowed | null {
  const { spans } = activity;
  const index = spans.findLastIndex(({ from_at }) => from_at === null || Date.parse(from_at) <= at);
  const span = spans[index];
  return span ? { activity, span, next: spans[index + 1] ?? null } : null;
}

/** As below, with the areas where they differ: "Body: not until Saturday 14:45, and calm. Face: now, if your skin is calm". */
export function rowWords(row: Allowed, zone: string, now: string): string {
  // A plan kept by an earlier version of the app has none.
  const { parts = [] }: Partial<Span> = row.span;
  if (!parts.length) return stateWords(row, zone, now);
  const said = parts.map((part) => {
    const own = parts.length > 1 ? { ...row, span: { ...row.span, ...part }, next: null } : row;
    return `${capital(part.area)}: ${stateWords(own, zone, now).replace(/^./, (first) => first.toLowerCase())}`;
  });
  return said.join(". ");
}

/** "Not until Thursday 14:30, and calm", "Ask first", "Now, if your skin is calm. Pauses from Monday". */
export function stateWords({ span, next }: Allowed, zone: string, now: string): string {
  if (span.state === "ask_first") return span.note ? `Ask first. ${span.note}` : "Ask first";
  if (span.state === "now") return `${span.and_calm ? "Now, if your skin is calm" : "Now"}${pauseWords(next, zone, now)}`;
  const calm = span.and_calm ? ", and calm" : "";
  const then = next?.state === "ask_first" ? ". Then ask first" : "";
  return `Not until ${instantWords(span.until ?? "", span.by_date, zone, now)}${calm}${then}`;
}

/** A pause is said once it is near; a later one would only be noise. */
function pauseWords(next: Span | null, zone: string, now: string): string {
  if (next?.state !== "not_until" || next.from_at === null) return "";
  if (daysBetween(dateIn(zone, now), dateIn(zone, next.from_at)) > NEAR_DAYS) return "";
  const { parts: [strictest] = [] }: Partial<Span> = next;
  const who = strictest ? `${capital(strictest.area)}: pauses` : "Pauses";
  return `. ${who} from ${instantWords(next.from_at, isMidnight(next.from_at, zone), zone, now)}`;
}

/** "tomorrow 14:45", "Thursday 14:30" within a week, else "Monday 4 Jan"; a date alone has no time. */
export function instantWords(at: string, isDate: boolean, zone: string, now: string): string {
  const on = dateIn(zone, at);
  const days = daysBetween(dateIn(zone, now), on);
  const day = days === 0 ? "today" : days === 1 ? "tomorrow" : days < 7 ? weekdayLong(on) : `${weekdayLong(on)} ${dayMonth(on)}`;
  return isDate ? day : `${day} ${timeIn(zone, at)}`;
}

const isMidnight = (at: string, zone: string) => timeIn(zone, at) === "00:00";

const SETTERS: Record<string, string> = { clinic: "Your clinic set this", patient: "You set this" };

/** "No make-up: 24 hours. The plan's own number. Our sources say 0 to 72." */
export function ruleWords({ span }: Allowed, rules: Permissions["rules"]): string {
  const rule = rules.find(({ id }) => id === span.rule);
  if (!rule) return "";
  const count = span.value === 1 ? `1 ${rule.unit.replace(/s$/, "")}` : `${span.value ?? 0} ${rule.unit}`;
  const setter = SETTERS[span.set_by ?? ""] ?? "The plan's own number";
  return `${rule.what}: ${count}. ${setter}. Our sources say ${rule.low} to ${rule.high}.`;
}

/** The end that is assumed while nobody told it (R11), for a wait that counts from it. */
export function assumedWords({ span }: Allowed, zone: string, now: string): string {
  if (!span.assumed_end_at) return "";
  const end = instantWords(span.assumed_end_at, false, zone, now);
  const past = Date.parse(span.assumed_end_at) <= Date.parse(now);
  return `${past ? "We assume that your session ended" : "We assume that your session ends"}: ${capital(end)}. Tell us the real end on Course.`;
}
