/** What a preview says: its lines by what becomes of them, and whose number a gap is measured by. */
import type { Change, Preview } from "../api/types.ts";
import { dateIn, dayMonth, timeIn } from "../words/dates.ts";
import { visitName } from "../words/names.ts";
import { withYear } from "../words/year.ts";

export type Gap = Preview["gaps"][number];

export interface PreviewLine {
  title: string;
  /** What holds until now: "8 Dec", or "13:15" where only the hour changes; null where nothing did. */
  old: string | null;
  /** What would hold: "22 Dec", or "now, late"; null where it ends or it is too late for it. */
  new: string | null;
}

export interface PreviewGroup {
  heading: string;
  lines: PreviewLine[];
  /** What the reader may do about it. */
  advice?: string;
}

const HEADINGS: readonly [Change["what"], string, string?][] = [
  ["moves", "What moves"],
  ["new", "What is new"],
  ["again", "Said already, and said again"],
  ["goes", "What ends"],
  ["late", "Too late for this date", "We would have told you this earlier. Ask your clinic whether the date still fits."],
];

/** The groups that hold something, in order; proposals that move along head what moves. */
export function groupsOf(preview: Preview, zone: string, now: string): PreviewGroup[] {
  const said = (on: string) => withYear(dayMonth(on), on, now);
  const along = preview.visits.map((visit) => ({
    title: `${visitName(visit)}, proposed`,
    old: said(visit.old),
    new: said(visit.new),
  }));
  return HEADINGS.map(([what, heading, advice]) => {
    const lines = preview.changes.filter((change) => change.what === what).map((change) => lineOf(change, zone, now, said));
    return { heading, lines: what === "moves" ? [...along, ...lines] : lines, ...(advice && { advice }) };
  }).filter(({ lines }) => lines.length > 0);
}

/** The titles of what was said for the old date and is not said again. */
export function staying(preview: Preview): string[] {
  return preview.changes.filter(({ what }) => what === "stays").map(({ title }) => title);
}

function lineOf(change: Change, zone: string, now: string, said: (on: string) => string): PreviewLine {
  const { what, title, old, new: to, old_at, new_at } = change;
  if (what === "late") return { title, old: to && said(to), new: null };
  if (new_at && Date.parse(new_at) <= Date.parse(now)) return { title, old: old && said(old), new: dueAlready(new_at, zone, now) };
  if (old_at && new_at && dateIn(zone, old_at) === dateIn(zone, new_at)) {
    return { title, old: timeIn(zone, old_at), new: `${timeIn(zone, new_at)}, ${said(dateIn(zone, new_at))}` };
  }
  return { title, old: old && said(old), new: to && said(to) };
}

/** What is due already comes at once, and says itself that it is late. */
function dueAlready(at: string, zone: string, now: string): string {
  return dateIn(zone, at) === dateIn(zone, now) ? "today" : "now, late";
}

const SET_BY: Record<Gap["set_by"], string> = {
  clinic: "You noted it from your clinic's sheet. Our usual number comes from:",
  patient: "You chose it yourself. Our usual number comes from:",
  protocol: "It is our usual number. It comes from:",
};

/** Whose number a gap is measured by, and where the usual one comes from. */
export function gapSource(gap: Gap): string {
  return `${SET_BY[gap.set_by]} ${gap.source}`;
}
