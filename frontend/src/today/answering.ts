/** Which way a step is answered: by keys on Today, or on a page of its own. */
import type { Action, Item } from "../api/types.ts";

export type Form = "safety" | "calm" | "photos" | "session" | "check-in" | "goal" | "keys";

type Asked = Pick<Item, "actions" | "what">;

/** The form of a step's page. */
export function formOf(item: Asked): Form {
  const asked = new Set(item.actions.flatMap((action) => action.answers.map(({ question }) => question)));
  if (asked.has("safety_check")) return "safety";
  if (asked.has("calm") || asked.has("calm_date")) return "calm";
  if (asked.has("how_it_went")) return "session";
  if (asked.has("goal_score")) return "goal";
  if (asked.has("check_in")) return "check-in";
  if (asked.has("photo") || item.what === "photos") return "photos";
  return "keys";
}

const PAGE_KEYS: Partial<Record<Form, string>> = {
  safety: "Open the check",
  session: "Tell us",
  "check-in": "Check in",
};

/** The key that opens the step's page, where its answers need more room than Today has; else null. */
export function pageKey(item: Asked): string | null {
  return PAGE_KEYS[formOf(item)] ?? null;
}

/** True when the action says that something is wrong with the skin: then it is written down, or the clinic called. */
export function isWorrying(action: Action): boolean {
  return action.answers.some(({ question, value }) => value === "something" && question !== "safety_check");
}

/** True when the action leaves a question for the reader to fill in. */
export function isOpenQuestion(action: Action): boolean {
  return action.answers.some(({ value }) => value === null);
}

export interface SortedActions {
  main: Action[];
  /** What is said in smaller print: answers beside a Done, and ways out. */
  minor: Action[];
  calls: Action[];
  hasLater: boolean;
}

/** The actions by their place: Done alone when there is one, else the answers, else what opens. */
export function sortedActions(item: Pick<Item, "actions">): SortedActions {
  const placed = item.actions.filter(({ does, answers }) => answers.length > 0 || (does !== "later" && does !== "call"));
  const done = placed.filter(({ does, answers }) => does === "done" && !answers.length);
  const answers = placed.filter((action) => action.answers.length > 0);
  const opens = placed.filter(({ does }) => does === "open");
  const main = [done, answers, opens].find((group) => group.length > 0) ?? [];
  return {
    main,
    minor: placed.filter((action) => !main.includes(action)),
    calls: item.actions.filter(({ does, answers: given }) => does === "call" && !given.length),
    hasLater: item.actions.some(({ does, answers: given }) => does === "later" && !given.length),
  };
}

/** How a step is settled by an action: left out when the action says skip, else done. */
export function settledBy(action: Pick<Action, "does">): "done" | "skip" {
  return action.does === "skip" ? "skip" : "done";
}
