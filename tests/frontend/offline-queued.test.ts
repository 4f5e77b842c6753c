/** What the patient did shows at once, as the server will have it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { byHand, keysOf, withQueued } from "../../frontend/src/offline/queued.ts";
import type { Entry } from "../../frontend/sw/outbox.ts";
import { COURSE_ID, item, plan } from "./screens-fakes.ts";

const CLOCKS = { zone: "Europe/Berlin", morning: "08:00", evening: "20:00" };
const AT = "2026-11-19T07:10:00Z";
const keys = (items: readonly { key: string }[]) => items.map(({ key }) => key);

let count = 0;
function entry(path: string, body: object): Entry {
  count += 1;
  return { id: `id-${count}`, path, body: { at: AT, ...body }, made_at: AT };
}
const tap = (action: string, edit: object = {}) => entry("/api/actions", { key: "sunscreen", action, ...edit });
const answer = (edit: object) => entry("/api/answers", { course_id: COURSE_ID, question: "calm", value: "calm", ...edit });

const open = plan({ outstanding: [item(), item({ key: "other" })] });
const shown = (...entries: Entry[]) => withQueued(open, entries, CLOCKS).today;

const TAPS: [string, Entry[], string, string[], string[], string[]][] = [
  ["Done", [tap("done")], "done", ["other"], [], ["sunscreen"]],
  ["Skip", [tap("skip")], "skipped", ["other"], [], ["sunscreen"]],
  ["Later", [tap("later")], "open", ["other"], ["sunscreen"], []],
  ["Done after Later", [tap("later"), tap("done")], "done", ["other"], [], ["sunscreen"]],
  ["Later after Done", [tap("done"), tap("later")], "done", ["other"], [], ["sunscreen"]],
  ["Skip after Done", [tap("done"), tap("skip")], "done", ["other"], [], ["sunscreen"]],
  ["Undo after Done", [tap("done"), tap("undo")], "open", ["sunscreen", "other"], [], []],
  ["an answer to the step", [answer({ occurrence: "sunscreen" })], "done", ["other"], [], ["sunscreen"]],
];

for (const [name, entries, state, outstanding, later, settled] of TAPS) {
  test(`${name} makes the step ${state}`, () => {
    const today = shown(...entries);
    assert.deepEqual([keys(today.outstanding).sort(), keys(today.later), keys(today.settled)], [outstanding.sort(), later, settled]);
    const all = [...today.outstanding, ...today.later, ...today.settled];
    assert.equal(all.find(({ key }) => key === "sunscreen")?.state, state);
  });
}

const LATER: [string, string][] = [
  ["hour", "2026-11-19T08:10:00.000Z"],
  ["evening", "2026-11-19T19:00:00.000Z"],
  ["tomorrow", "2026-11-20T07:00:00.000Z"],
];

for (const [until, wake_at] of LATER) {
  test(`Later until ${until} says when the step comes back`, () => {
    assert.equal(shown(tap("later", { until })).later[0]?.wake_at, wake_at);
  });
}

test("a step done before it is due leaves what comes, and is what was done", () => {
  const early = plan({ next: item() }, { coming: [item({ due_at: "2026-11-19T19:00:00Z" })] });
  const { today, coming } = withQueued(early, [tap("done")], CLOCKS);
  assert.deepEqual([keys(today.settled), coming, today.next], [["sunscreen"], [], null]);
});

test("going outside turns the switch at once, and coming in turns it back", () => {
  const switches = [{ course_id: COURSE_ID, question: "outside", is_on: false }];
  const out = answer({ question: "outside", value: true });
  const back = answer({ question: "outside", value: false });
  assert.equal(withQueued(plan({ switches }), [out], CLOCKS).today.switches[0]?.is_on, true);
  assert.equal(withQueued(plan({ switches }), [out, back], CLOCKS).today.switches[0]?.is_on, false);
});

test("a step the plan does not hold, and what notifications send, change nothing", () => {
  const entries = [tap("done", { key: "gone" }), entry("/api/push/act", { token: "t", action: "done" })];
  assert.deepEqual(withQueued(open, entries, CLOCKS), open);
  assert.deepEqual([...keysOf(entries)], ["gone"]);
});

test("what waits is counted as what the patient did: that a reminder was shown is not", () => {
  const [done, said] = [tap("done"), answer({})];
  assert.deepEqual(byHand([entry("/api/push/shown", { token: "t" }), done, said]), [done, said]);
});
