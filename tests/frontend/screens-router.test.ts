/** Every address leads to one screen, and a strange one to a page that says so. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { hrefTo, routeOf, tabOf } from "../../frontend/src/router.ts";
import type { Route } from "../../frontend/src/router.ts";

const ROUTES: [string, Route][] = [
  ["", { screen: "today" }],
  ["#/", { screen: "today" }],
  ["#/today", { screen: "today" }],
  ["#/today/", { screen: "today" }],
  ["#/today?from=push", { screen: "today" }],
  ["#/worry", { screen: "worry" }],
  ["#/course", { screen: "course" }],
  ["#/course/list", { screen: "course-list" }],
  ["#/course/c1/add", { screen: "add-visit", course: "c1" }],
  ["#/visit/v1", { screen: "visit", visit: "v1" }],
  ["#/visit/v1/change", { screen: "change-visit", visit: "v1" }],
  ["#/visit/v1/notes", { screen: "visit-notes", visit: "v1" }],
  ["#/visit/v1/costs", { screen: "visit-costs", visit: "v1" }],
  ["#/course/c1/your-list", { screen: "your-list", course: "c1" }],
  ["#/course/c1/goal", { screen: "goal", course: "c1" }],
  ["#/course/c1/costs", { screen: "costs", course: "c1" }],
  ["#/start", { screen: "start", question: "" }],
  ["#/questions/c1", { screen: "questions", course: "c1", question: "" }],
  ["#/questions/c1/tone", { screen: "questions", course: "c1", question: "tone" }],
  ["#/under-18", { screen: "under-18" }],
  ["#/start/tone", { screen: "start", question: "tone" }],
  [hrefTo("start", "dark_marks"), { screen: "start", question: "dark_marks" }],
  ["#/start/~%", { screen: "start", question: "" }],
  ["#/settings/sheet", { screen: "sheet" }],
  ["#/care", { screen: "care" }],
  ["#/care/guide/7", { screen: "guide", number: "7" }],
  ["#/care/guide", { screen: "lost" }],
  ["#/sign-in", { screen: "sign-in" }],
  ["#/recover", { screen: "recover" }],
  ["#/settings/passkeys", { screen: "passkeys" }],
  ["#/settings/sessions", { screen: "sessions" }],
  ["#/settings/leaving", { screen: "leaving" }],
  ["#/photos", { screen: "photos" }],
  [hrefTo("photos", "take", "c1", "before/v1"), { screen: "take-photos", course: "c1", checkIn: "before/v1" }],
  ["#/photos/gallery", { screen: "gallery", words: [] }],
  ["#/photos/gallery/compare/p1/p2", { screen: "gallery", words: ["compare", "p1", "p2"] }],
  ["#/nowhere", { screen: "lost" }],
  ["#/visit/v1/eat", { screen: "lost" }],
  ["#/step/%E0%A4%A", { screen: "step", key: "%E0%A4%A" }],
  ["#/constructor", { screen: "lost" }],
];

for (const [hash, route] of ROUTES) {
  test(`"${hash}" leads to ${route.screen}`, () => assert.deepEqual(routeOf(hash), route));
}

test("a step's key comes back from its address whatever it holds", () => {
  const key = "c1/A12/v?1#0:2026-11-19 morning";
  assert.deepEqual(routeOf(hrefTo("step", key)), { screen: "step", key });
});

test("the tab of a screen is lit on the pages below it", () => {
  assert.equal(tabOf({ screen: "step", key: "k" }), "today");
  assert.equal(tabOf({ screen: "change-visit", visit: "v" }), "course");
  assert.equal(tabOf({ screen: "times" }), "settings");
  assert.equal(tabOf({ screen: "emergency" }), "settings");
  assert.equal(tabOf({ screen: "lost" }), null);
  assert.equal(tabOf({ screen: "welcome" }), null);
});

test("the name of a question does not stand in the browser's history", () => {
  for (const question of ["retinoid", "dark_marks", "last_isotretinoin"]) {
    const address = hrefTo("start", question);
    assert.doesNotMatch(address.toLowerCase(), new RegExp(question));
    assert.deepEqual(routeOf(address), { screen: "start", question });
  }
});

test("an address of the further questions does not say which one", () => {
  const href = hrefTo("questions", "c1", "retinoid");
  assert.doesNotMatch(href, /retinoid/);
  assert.deepEqual(routeOf(href), { screen: "questions", course: "c1", question: "retinoid" });
});
