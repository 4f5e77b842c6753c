/** What pressing one of a step's own keys does. */
import type { Action, Item, Plan } from "../api/types.ts";
import { goTo } from "../navigation.ts";
import { hrefTo } from "../router.ts";
import { givenAnswers } from "./acting.ts";
import type { Acting } from "./acting.ts";
import { isOpenQuestion, isWorrying, settledBy } from "./answering.ts";

/** Does what the action says; resolves true when the step is settled by it. */
export async function perform(plan: Plan, item: Item, action: Action, acting: Acting): Promise<boolean> {
  if (isOpenQuestion(action)) {
    goTo(hrefTo("step", item.key));
    return false;
  }
  if (action.does === "open" && !action.answers.length) {
    const course = plan.courses.find(({ id }) => id === item.course_id);
    const { opensWhere } = await import("./opening.ts");
    goTo(hrefTo(...opensWhere(item, course, action.opens)));
    return false;
  }
  const settles = settledBy(action);
  const words = `${item.title}. ${settles === "skip" ? "Left out" : action.label}.`;
  if (!action.answers.length) return acting.act(item, settles, words);
  const isSaid = await acting.answer(item, givenAnswers(action.answers), settles, words);
  if (isSaid && isWorrying(action)) goTo("#/worry");
  return isSaid;
}
