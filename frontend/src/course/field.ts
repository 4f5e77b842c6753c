/** Where each day lies on the pulse field, and which day a key or a finger reaches. */
import type { Day } from "../api/types.ts";
import { addDays, dayMonth, daysBetween, longDay, monthShort, weekdayIndex } from "../words/dates.ts";

const WEEK = 7;
const LONG_FIELD_SESSIONS = 6;
const LONG_FIELD_WEEKS = 36;

export interface FieldRow {
  /** The month, said on the first row that begins in it. */
  month: string;
  /** Indices of the days in their weekday columns; null before the first and after the last. */
  cells: (number | null)[];
  /** The visit of this week, and its date on the row below. */
  visit: string;
  visitDate: string;
}

/** The days in rows of weeks, Monday first. Days without gaps, in order; `nameOf` gives the name of a visit. */
export function rowsOf(days: readonly Day[], nameOf: (visitId: string) => string): FieldRow[] {
  if (!days[0]) return [];
  const offset = weekdayIndex(days[0].on);
  const count = Math.ceil((offset + days.length) / WEEK);
  const rows: FieldRow[] = Array.from({ length: count }, (_, row) => ({
    month: "",
    visit: "",
    visitDate: "",
    cells: Array.from({ length: WEEK }, (__, column) => {
      const index = row * WEEK + column - offset;
      return index >= 0 && index < days.length ? index : null;
    }),
  }));
  nameMonths(rows, days);
  nameVisits(rows, days, nameOf);
  return rows;
}

function nameMonths(rows: FieldRow[], days: readonly Day[]): void {
  let said = "";
  for (const row of rows) {
    const last = row.cells.findLast((index) => index !== null);
    const month = last === undefined || last === null ? "" : monthShort(days[last]!.on);
    if (month !== said) row.month = month;
    said = month;
  }
}

function nameVisits(rows: FieldRow[], days: readonly Day[], nameOf: (visitId: string) => string): void {
  rows.forEach((row, index) => {
    const visits = row.cells.flatMap((cell) => (cell === null ? [] : [days[cell]!])).filter((day) => day.visit);
    const day = visits.find(({ visit }) => visit?.kind === "session") ?? visits[0];
    if (!day?.visit) return;
    row.visit = nameOf(day.visit.id);
    const below = rows[index + 1];
    if (below) below.visitDate = dayMonth(day.on);
  });
}

/** The day a key leads to, right to left where the page is read so; null when the key is not one of the field's. */
export function dayAfterKey(index: number, key: string, count: number, isRightToLeft = false): number | null {
  const steps: Record<string, number> = {
    ArrowRight: isRightToLeft ? -1 : 1,
    ArrowLeft: isRightToLeft ? 1 : -1,
    ArrowDown: WEEK,
    ArrowUp: -WEEK,
    PageDown: 4 * WEEK,
    PageUp: -4 * WEEK,
  };
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  const step = steps[key];
  return step === undefined ? null : within(index + step, count);
}

/** The day nearest to a point of the field, given in columns and rows from its corner. */
export function dayAtPoint(days: readonly Day[], column: number, row: number): number {
  const offset = days[0] ? weekdayIndex(days[0].on) : 0;
  const inWeek = Math.max(0, Math.min(WEEK - 1, Math.floor(column)));
  return within(Math.floor(row) * WEEK + inWeek - offset, days.length);
}

export function within(index: number, count: number): number {
  return Math.max(0, Math.min(count - 1, index));
}

/** The index of a date, or of the nearest day of the field. */
export function indexOfDay(days: readonly Day[], on: string): number {
  return days[0] ? within(daysBetween(days[0].on, on), days.length) : 0;
}

/** The two lines above the field: the day, and what it is. */
export function readout(day: Day, todayOn: string): { title: string; line: string } {
  const label = day.label.replace(/\.$/, "");
  const line = day.on === todayOn ? (label ? `Today. ${label}` : "Today") : label;
  return { title: longDay(day.on), line };
}

/** A field of more than six sessions, or of many months after the last one, scrolls inside itself. */
export function isLongField(days: readonly Day[]): boolean {
  return days.length > LONG_FIELD_WEEKS * WEEK || days.filter(({ visit }) => visit?.kind === "session").length > LONG_FIELD_SESSIONS;
}

/** Every date from one on, up to but without the other. */
export function daysFrom(since: string, until: string): string[] {
  return Array.from({ length: daysBetween(since, until) }, (_, index) => addDays(since, index));
}
