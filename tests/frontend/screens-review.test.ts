/** Money and goals are said plainly: what was noted, what is left, and dates instead of promises. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { aheadWords, amountProblem, amountWords, changedAmounts, digitsOf } from "../../frontend/src/review/amounts.ts";
import { chartOf, expectation } from "../../frontend/src/review/goal-words.ts";
import type { Goal } from "../../frontend/src/review/goal-words.ts";

const GOAL: Goal = {
  words: "Feel like myself",
  scores: [
    { on: "2026-09-01", value: 2 },
    { on: "2026-12-10", value: 5 },
  ],
  first_session_on: "2026-09-01",
  first_change_on: "2026-10-13",
  last_session_on: "2026-10-06",
  fair_from: "2026-12-29",
  fair_on: "2027-03-23",
  is_last_sure: true,
};

test("an amount stands beside the money's name as the patient writes it", () => {
  assert.equal(amountWords(1250, "€"), "1\u00a0250\u00a0€");
  assert.equal(amountWords(80, ""), "80");
  assert.equal(amountWords(1234567, "kr"), "1\u00a0234\u00a0567\u00a0kr");
});

test("what is left is said at the last price, and nothing where nothing is left", () => {
  assert.equal(aheadWords(2, 240, 480, "€"), "2 sessions are still to come. At 240\u00a0€ each, that is 480\u00a0€.");
  assert.equal(aheadWords(1, 240, 240, ""), "One session is still to come. At 240 each, that is 240.");
  assert.equal(aheadWords(0, 240, 0, "€"), null);
  assert.equal(aheadWords(3, null, null, "€"), null);
});

test("only what was changed is noted, and an emptied amount is nothing", () => {
  const noted = { cost_session: 200, cost_kit: null, cost_travel: 5 };
  assert.deepEqual(changedAmounts({ cost_session: "200", cost_kit: "", cost_travel: "5" }, noted), []);
  assert.deepEqual(changedAmounts({ cost_session: "240", cost_kit: "0", cost_travel: "" }, noted), [
    { question: "cost_session", value: 240 },
    { question: "cost_kit", value: 0 },
    { question: "cost_travel", value: 0 },
  ]);
});

test("an amount is whole digits, and not beyond what can be kept", () => {
  assert.equal(digitsOf("€ 1,250.-"), "1250");
  assert.equal(amountProblem("1000000"), null);
  assert.equal(amountProblem("1000001"), "This amount is too large. Please check it.");
});

test("the expectation is dates, and says when they may still move", () => {
  assert.deepEqual(expectation(GOAL), [
    "A first change may show from about 13 October 2026. For some it takes longer.",
    "The fair time to look is between 29 December 2026 and 23 March 2027, long enough after the last session.",
  ]);
  assert.match(expectation({ ...GOAL, is_last_sure: false })[1] ?? "", /These dates move with your last session\.$/);
  assert.deepEqual(expectation({ ...GOAL, first_change_on: null, fair_from: null, fair_on: null }), []);
});

test("the chart reaches from the first date to the last, with the band where looking is fair", () => {
  const chart = chartOf(GOAL);
  assert.deepEqual(chart?.points, [
    { x: 0, y: 80 },
    { x: 49.3, y: 50 },
  ]);
  assert.deepEqual(chart?.change, [20.7, 58.6]);
  assert.deepEqual(chart?.fair, [58.6, 100]);
});

test("photos stand on the chart at their dates, and make it reach as far as they do", () => {
  const chart = chartOf(GOAL, ["2026-01-01", GOAL.scores[0]!.on]);
  assert.equal(chart?.photos[0], 0);
  assert.equal(chart?.photos[1], chart?.points[0]!.x);
});

test("without a score, or with one day only, there is no chart", () => {
  assert.equal(chartOf({ ...GOAL, scores: [] }), null);
  const alone = { ...GOAL, scores: [{ on: "2026-09-01", value: 2 }], first_session_on: null, first_change_on: null, fair_from: null, fair_on: null };
  assert.equal(chartOf(alone), null);
});
