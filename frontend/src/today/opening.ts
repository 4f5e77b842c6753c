/** Which screen a step's "open" leads to; fetched when one is pressed. */
import type { Action, Course, Item } from "../api/types.ts";
import { inOrder } from "../course/visit-words.ts";

/** The screen that an action of the protocol names; money is noted for a visit, and added up for a course. */
function namedScreen({ course_id, visit_id }: Pick<Item, "visit_id" | "course_id">, opens: NonNullable<Action["opens"]>): string[] {
  if (opens === "questions") return ["questions", course_id];
  if (opens === "diary" || opens === "photos") return [opens];
  if (opens === "list") return ["course", course_id, "your-list"];
  if (opens === "costs" && visit_id) return ["visit", visit_id, "costs"];
  if (opens === "visit") return visit_id ? ["visit", visit_id] : ["course", "list"];
  return ["course", course_id, opens];
}

/** The path words of the screen an "open" action leads to; a session that is only proposed is the one to book. */
export function opensWhere(item: Pick<Item, "what" | "visit_id" | "course_id">, course: Course | undefined, opens: Action["opens"] = null): string[] {
  if (opens) return namedScreen(item, opens);
  // A list of the course itself is what it asks of its patient; one of a visit is about the next.
  if (item.what === "list" && !item.visit_id) return ["questions", item.course_id];
  if (item.what === "list") {
    const proposed = inOrder(course?.visits ?? []).find(({ kind, state }) => kind === "session" && state === "proposed");
    return proposed ? ["visit", proposed.id, "change"] : ["course", item.course_id, "add"];
  }
  if (item.what === "note" || !item.visit_id) return ["course", "list"];
  return item.what === "appointment" ? ["visit", item.visit_id, "change"] : ["visit", item.visit_id];
}
