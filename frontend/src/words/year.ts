/** When a date is said with its year. Apart from the other words for dates: Today needs none of it. */
import { dateIn, dayMonth, daysBetween } from "./dates.ts";

const FAR_DAYS = 300;

/** The words of a date as of an instant: with its year where that may not be the one the reader thinks of. */
export function withYear(words: string, on: string, now: string): string {
  const isFar = Math.abs(daysBetween(now.slice(0, 10), on)) > FAR_DAYS;
  return isFar ? `${words} ${on.slice(0, 4)}` : words;
}

/** "19 Nov", or "19 Nov 2025": the date of an instant where the reader is, as of another. */
export function dateSaid(at: string, zone: string, now: string): string {
  const on = dateIn(zone, at);
  return withYear(dayMonth(on), on, now);
}
