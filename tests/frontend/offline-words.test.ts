/** The age of a kept plan, what waits and what was refused are said in plain words. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { refusedWords, savedWords, waitingWords } from "../../frontend/src/offline/words.ts";
import { item, plan } from "./screens-fakes.ts";

const AGES: [string, "fresh" | "asking" | "offline" | "failing", string | null][] = [
  ["2026-11-19T07:06:00Z", "fresh", null],
  ["2026-11-19T09:00:00Z", "offline", "Saved today at 08:05. No connection now."],
  ["2026-11-20T09:00:00Z", "offline", "Saved yesterday at 08:05. No connection now."],
  ["2026-11-25T09:00:00Z", "offline", "Saved Thu 19 Nov at 08:05. No connection now."],
  ["2026-11-19T09:00:00Z", "asking", "Saved today at 08:05. Looking for news."],
  ["2026-11-19T09:00:00Z", "failing", "Saved today at 08:05. Stipple does not answer properly now."],
];

for (const [now, reach, words] of AGES) {
  test(`${reach} at ${now} is said as ${words ?? "nothing"}`, () => assert.equal(savedWords(plan(), now, reach), words));
}

test("what waits is counted", () => {
  assert.equal(waitingWords(1), "One thing is saved on this phone, not sent yet.");
  assert.equal(waitingWords(3), "3 things are saved on this phone, not sent yet.");
});

const refusal = (path: string, body: object, sentence: string | null) => ({ entry: { id: "i", path, body, made_at: "" }, sentence });
const known = plan({ outstanding: [item()] });

test("a refusal names the step and says why", () => {
  const words = refusedWords(refusal("/api/actions", { key: "sunscreen" }, "It was moved. Please look at it."), known);
  assert.equal(words, "What you did here could not be saved: Sunscreen: SPF 30+ today. It was moved. Please look at it.");
});

test("a refusal without words of the server still says what to do", () => {
  const words = refusedWords(refusal("/api/answers", {}, null), known);
  assert.equal(words, "Something you did here could not be saved. Please look at it again.");
});

test("a refused word of the worker to the server is no news for the patient", () => {
  assert.equal(refusedWords(refusal("/api/push/shown", {}, "We do not know this reminder."), known), null);
});
