/** A course is called by what it treats: one area, or all of them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { areaName } from "../../frontend/src/words/names.ts";
import { pausesOf } from "../../frontend/src/today/pauses.ts";
import { course, plan } from "./screens-fakes.ts";

const named = (area: string) => areaName({ facts: { area } });

test("a course is named by every area it treats", () => {
  assert.deepEqual([named("face"), named("abdomen"), named("face,neck"), named("face,neck,abdomen")], ["Face", "Tummy", "Face and neck", "Face, neck and tummy"]);
  assert.equal(areaName({ facts: {} }), "Course");
});

test("a paused course of several areas is named by all of them", () => {
  const two = plan({}, { courses: [course(), course({ state: "paused", facts: { area: "face,abdomen" } })] });
  assert.deepEqual(pausesOf(two, false), ["Your face and tummy course is paused"]);
});
