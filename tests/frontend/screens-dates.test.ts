/** Dates are said the same in every zone, and wall times become the right instants. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addDays,
  dateIn,
  daysBetween,
  fullDate,
  instantOf,
  longDay,
  nearDay,
  nearTime,
  shortDay,
  startParts,
  timeIn,
  weekdayIndex,
  zoneName,
} from "../../frontend/src/words/dates.ts";
import { withYear } from "../../frontend/src/words/year.ts";

test("a calendar date is said in words", () => {
  assert.equal(longDay("2026-11-19"), "Thursday 19 November");
  assert.equal(shortDay("2026-11-19"), "Thu 19 Nov");
  assert.equal(fullDate("2027-01-05"), "5 January 2027");
  assert.equal(weekdayIndex("2026-11-16"), 0);
  assert.equal(weekdayIndex("2026-11-22"), 6);
});

test("a date so far off that its year may be another is said with it", () => {
  const now = "2026-11-21T12:00:00Z";
  assert.equal(withYear(shortDay("2027-01-05"), "2027-01-05", now), "Tue 5 Jan");
  assert.equal(withYear(shortDay("2027-11-20"), "2027-11-20", now), "Sat 20 Nov 2027");
  assert.equal(withYear(shortDay("2025-11-20"), "2025-11-20", now), "Thu 20 Nov 2025");
});

test("days are counted over a change of clocks, a leap day and a year", () => {
  assert.equal(addDays("2026-10-24", 2), "2026-10-26");
  assert.equal(addDays("2028-02-28", 1), "2028-02-29");
  assert.equal(addDays("2027-01-01", -1), "2026-12-31");
  assert.equal(daysBetween("2026-03-28", "2026-03-30"), 2);
});

test("an instant has another date where the reader is", () => {
  assert.equal(dateIn("Pacific/Auckland", "2026-11-19T12:00:00Z"), "2026-11-20");
  assert.equal(dateIn("America/Los_Angeles", "2026-11-19T07:00:00Z"), "2026-11-18");
  assert.equal(timeIn("Asia/Kathmandu", "2026-11-19T00:15:00Z"), "06:00");
  assert.equal(timeIn("Europe/Berlin", "2026-11-18T23:00:00Z"), "00:00");
});

test("near days have names of their own", () => {
  const names = ["2026-11-18", "2026-11-19", "2026-11-20", "2026-11-21"].map((on) => nearDay(on, "2026-11-19"));
  assert.deepEqual(names, ["yesterday", "today", "tomorrow", "Sat 21 Nov"]);
  assert.equal(nearTime("2026-11-19T19:00:00Z", "Europe/Berlin", "2026-11-19T07:05:00Z"), "today, 20:00");
});

const WALLS: [string, string, string, string, string][] = [
  ["an ordinary day", "2026-11-19", "13:45", "Europe/Berlin", "2026-11-19T12:45:00.000Z"],
  ["the hour that is left out (RFC 5545: the offset before)", "2026-03-29", "02:30", "Europe/Berlin", "2026-03-29T01:30:00.000Z"],
  ["the hour that comes twice (the first)", "2026-10-25", "02:30", "Europe/Berlin", "2026-10-25T00:30:00.000Z"],
  ["the morning after clocks went forward", "2026-03-29", "08:00", "Europe/Berlin", "2026-03-29T06:00:00.000Z"],
  ["the evening after clocks went back", "2026-10-25", "20:00", "Europe/Berlin", "2026-10-25T19:00:00.000Z"],
  ["a zone far ahead", "2026-11-19", "08:00", "Pacific/Kiritimati", "2026-11-18T18:00:00.000Z"],
  ["a zone of half hours", "2026-11-19", "08:00", "Asia/Kolkata", "2026-11-19T02:30:00.000Z"],
];

for (const [name, on, time, zone, instant] of WALLS) {
  test(`a wall time becomes an instant on ${name}`, () => assert.equal(instantOf(on, time, zone), instant));
}

test("a local start falls into its day and time, and a zone into words", () => {
  assert.deepEqual(startParts("2026-12-08T13:45"), { on: "2026-12-08", time: "13:45" });
  assert.equal(zoneName("Europe/Berlin"), "Berlin (Europe)");
  assert.equal(zoneName("America/Argentina/Buenos_Aires"), "Buenos Aires (America, Argentina)");
  assert.equal(zoneName("UTC"), "UTC");
});
