/** Guides are found by parts of words, with or without accents, in any order. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { GuideCard } from "../../frontend/src/api/types.ts";
import { found, holds, plain } from "../../frontend/src/care/finding.ts";

function guide(id: string, title: string, keywords: string[], says: string): GuideCard {
  return { id, title, page: "A page", drawing: "leaf", keywords, sections: [{ title: "Part", says: [says], points: [] }], sources: [] };
}

const QUIET = guide("G11", "Plan two or three quiet days", ["sauna", "gym"], "Sweat and heat sting.");
const LESS = guide("G06", "Products: why less is more", ["peel", "retinol"], "A mild cleanser. No sauna of creams.");
const ALL = [LESS, QUIET];
const ids = (asked: string) => found(ALL, asked).map(({ id }) => id);

test("without a question all guides are there", () => assert.deepEqual(ids("  "), ["G06", "G11"]));
test("other words count before the text", () => assert.deepEqual(ids("sauna"), ["G11", "G06"]));
test("parts and endings of words are forgiven", () => {
  assert.deepEqual([ids("peels"), ids("peeling"), ids("retin")], [["G06"], ["G06"], ["G06"]]);
});
test("all words count, in any order", () => assert.deepEqual([ids("days quiet"), ids("quiet retinol")], [["G11"], []]));
test("accents and capitals make no difference", () => {
  assert.equal(plain("Séances, PEELING"), "seances peeling");
  assert.ok(holds("crème hydratante", "Creme"));
});
test("a word nobody wrote finds nothing", () => assert.deepEqual(ids("zebra"), []));
