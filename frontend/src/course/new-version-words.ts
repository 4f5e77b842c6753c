/** What a new version of the plan would change, in sentences: numbers, who set them, and words. */
import type { NewVersion } from "../api/types.ts";
import { amount } from "../words/names.ts";

type OtherNumber = NewVersion["numbers"][number];
type KeptNumber = NewVersion["kept"][number];
type OtherWords = NewVersion["words"][number];

export interface WordLine {
  title: string;
  old: string | null;
  new: string;
}

const WHOSE: Record<OtherNumber["set_by"], string> = {
  clinic: ", as you noted from your clinic",
  patient: ", as you chose",
  protocol: "",
};

/** "Was 7 days, and would be 9 days."; a number of one's own that would go says so. */
export function numberLine(number: OtherNumber): string {
  const old = number.old === null ? null : amount(number.old, number.old_unit) + WHOSE[number.set_by];
  if (number.new === null) return `Was ${old}. The new version has no such number.`;
  const to = amount(number.new, number.new_unit);
  if (old === null) return `New: ${to}.`;
  const isOwnLost = number.set_by !== "protocol";
  return isOwnLost ? `Was ${old}. It is counted in another way now: ${to}. Please set it again if your clinic says otherwise.` : `Was ${old}, and would be ${to}.`;
}

export function keptLine(kept: KeptNumber): string {
  const whose = kept.set_by === "clinic" ? "from your clinic" : "your own";
  return `Stays ${amount(kept.value, kept.unit)}, ${whose}. The new version says ${amount(kept.offered, kept.unit)}.`;
}

/** The part that would be other words; a reminder that only gives another reason says the reason. */
export function wordLine({ old, new: to }: OtherWords): WordLine {
  if (old.title !== to.title) return { title: to.title, old: `${old.title}. ${old.body}`, new: to.body };
  if (old.body !== to.body) return { title: to.title, old: old.body, new: to.body };
  if (old.why !== to.why) return { title: to.title, old: null, new: `Why: ${to.why}` };
  return { title: to.title, old: null, new: "Other words on the lock screen." };
}

/** What is neither a date, nor a number, nor words of a reminder. */
export function otherLines(version: NewVersion): string[] {
  return [
    ...version.handling.map((title) => `“${title}” has other buttons, or rings in another way.`),
    ...version.questions.map((asks) => `You would be asked: ${asks}`),
    ...(version.healing ? ["What Today says about healing has other words."] : []),
    ...(version.photos ? ["Photos are taken at other times, or under other names."] : []),
  ];
}

export function changesNothing(version: NewVersion): boolean {
  return version.changes.length + version.numbers.length + version.words.length + otherLines(version).length === 0;
}
