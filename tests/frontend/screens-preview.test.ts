/** What a preview says before a change is made: line by line, under what becomes of it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Change, Preview } from "../../frontend/src/api/types.ts";
import { gapSource, groupsOf, staying } from "../../frontend/src/course/preview-words.ts";
import { daysFrom } from "../../frontend/src/course/field.ts";

const BERLIN = "Europe/Berlin";
const NOW = "2026-12-01T12:00:00Z";

function change(edit: Partial<Change>): Change {
  return {
    what: "moves",
    step: "B10",
    visit_id: "v4",
    title: "Tomorrow: pause your retinoid",
    rings: true,
    old: "2026-12-14",
    new: "2026-12-28",
    old_at: "2026-12-14T19:00:00Z",
    new_at: "2026-12-28T19:00:00Z",
    ...edit,
  };
}

function preview(edit: Partial<Preview>): Preview {
  return { changes: [], visits: [], gaps: [], ends: [], warnings: [], field: null, ...edit };
}

test("what moves is said with its old and its new date", () => {
  const found = groupsOf(preview({ changes: [change({})] }), BERLIN, NOW);
  assert.deepEqual(found, [
    { heading: "What moves", lines: [{ title: "Tomorrow: pause your retinoid", old: "14 Dec", new: "28 Dec" }] },
  ]);
});

test("what moves within a day is said with its old and its new time", () => {
  const times = { old: "2026-12-22", new: "2026-12-22", old_at: "2026-12-22T12:15:00Z", new_at: "2026-12-22T13:15:00Z" };
  const found = groupsOf(preview({ changes: [change({ title: "Time to leave", ...times })] }), BERLIN, NOW);
  assert.deepEqual(found[0]?.lines, [{ title: "Time to leave", old: "13:15", new: "14:15, 22 Dec" }]);
});

test("what is said again stands apart from what only moves, and from what ends", () => {
  const changes = [
    change({ what: "goes", title: "Skip retinoid tonight", new: null, new_at: null }),
    change({ what: "again" }),
    change({ what: "new", title: "Time to leave", old: null, old_at: null }),
  ];
  assert.deepEqual(
    groupsOf(preview({ changes }), BERLIN, NOW).map(({ heading, lines }) => [heading, lines[0]?.old, lines[0]?.new]),
    [
      ["What is new", null, "28 Dec"],
      ["Said already, and said again", "14 Dec", "28 Dec"],
      ["What ends", "14 Dec", null],
    ],
  );
});

test("what is due already comes now, and what is too late is said as that", () => {
  const fresh = { what: "new" as const, old: null, old_at: null };
  const changes = [
    change({ ...fresh, new: "2026-11-30", new_at: "2026-11-30T19:00:00Z" }),
    change({ ...fresh, new: "2026-12-01", new_at: "2026-12-01T07:00:00Z" }),
    change({ ...fresh, what: "late", title: "Pause acids and scrubs", new: "2026-11-29", new_at: "2026-11-29T07:00:00Z" }),
  ];
  const [coming, late] = groupsOf(preview({ changes }), BERLIN, NOW);
  assert.deepEqual(coming?.lines.map((line) => line.new), ["now, late", "today"]);
  assert.deepEqual(late?.lines, [{ title: "Pause acids and scrubs", old: "29 Nov", new: null }]);
  assert.match(late?.advice ?? "", /Ask your clinic/);
});

test("proposals that move along head what moves", () => {
  const visits = [{ id: "v5", kind: "session" as const, number: 5, old: "2027-01-26", new: "2027-02-09" }];
  const [first] = groupsOf(preview({ changes: [change({})], visits }), BERLIN, NOW)[0]!.lines;
  assert.deepEqual(first, { title: "Session 5, proposed", old: "26 Jan", new: "9 Feb" });
});

test("a move to another year says the year", () => {
  const visits = [{ id: "v5", kind: "session" as const, number: 5, old: "2027-01-29", new: "2028-01-29" }];
  const [first] = groupsOf(preview({ visits }), BERLIN, NOW)[0]!.lines;
  assert.deepEqual([first?.old, first?.new], ["29 Jan", "29 Jan 2028"]);
});

test("what was said and stays is named, and is no change of date", () => {
  const told = preview({ changes: [change({ what: "stays", title: "Extra sun care from now", new: null, new_at: null })] });
  assert.deepEqual(staying(told), ["Extra sun care from now"]);
  assert.deepEqual(groupsOf(told, BERLIN, NOW), []);
});

test("a gap says whose number it is measured by, and where that comes from", () => {
  const gap = { text: "7 weeks after session 3.", means: "", is_short: false, source: "SEED001" };
  assert.deepEqual(
    (["clinic", "patient", "protocol"] as const).map((set_by) => gapSource({ ...gap, set_by })),
    [
      "You noted it from your clinic's sheet. Our usual number comes from: SEED001",
      "You chose it yourself. Our usual number comes from: SEED001",
      "It is our usual number. It comes from: SEED001",
    ],
  );
});

test("the weeks of a field are every date from its first, without the one after its last", () => {
  assert.deepEqual(daysFrom("2026-12-30", "2027-01-02"), ["2026-12-30", "2026-12-31", "2027-01-01"]);
});
