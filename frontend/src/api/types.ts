/** The shapes that travel between the app and the server, by the names the screens use for them. */
import type { components } from "./schema.d.ts";

type Schemas = components["schemas"];

export type Me = Schemas["Me"];
export type Caller = Schemas["Caller"];
export type Visit = Schemas["Visit"];
export type VisitKind = Visit["kind"];
export type VisitState = Visit["state"];
export type Course = Schemas["Course"];
export type ChosenValue = Schemas["Value"];
export type Change = Schemas["Change"];
export type Preview = Schemas["Preview"];
export type NewVersion = Schemas["NewVersion"];
export type Item = Schemas["Item"];
export type Action = Schemas["ItemAction"];
export type Notice = Schemas["Notice"];
export type Switch = Schemas["Switch"];
export type Day = Schemas["Day"];
export type Healing = NonNullable<Plan["today"]["healing"]>;
export type HealingPhase = Healing["phases"][number];
export type Plan = Schemas["Plan"];
export type Permissions = Plan["permissions"];
export type Activity = Permissions["activities"][number];
export type Span = Activity["spans"][number];
export type GuideList = Schemas["GuideList"];
export type GuideCard = Schemas["GuideCard"];
export type Param = Schemas["Param"];
export type Question = Schemas["Question"];
export type Disclosure = Schemas["Disclosure"];
export type Review = Schemas["Review"];
export type QuestionList = Schemas["Questions"];
export type Device = Schemas["PushDevice"];
export type PushAnswer = Schemas["PushAnswer"];
export type PushKey = Schemas["PushKey"];
export type NewDevice = Schemas["NewDevice"];
export type Diary = Schemas["Diary"];
export type DiaryEntry = Schemas["Entry"];
export type DiaryLook = Schemas["Look"];
export type Offer = Schemas["Offer"];
export type ProtocolSummary = Schemas["Protocol"];
export type AnswerValue = string | number | boolean;

// The generator writes fields with a default as if they had to be sent; the server takes them left out.
export type MeEdit = Partial<Schemas["Preferences"]>;
export type VisitDraft = Partial<Schemas["VisitEdits"]>;
export type CourseEdit = Partial<Schemas["CourseEdits"]>;
export type NewVisit = WithoutDefaults<Schemas["NewVisit"], "id" | "kind" | "state" | "start" | "zone">;
export type FirstVisit = WithoutDefaults<Schemas["FirstVisit"], "start" | "zone">;
export type NewCourse = WithoutDefaults<Omit<Schemas["NewCourse"], "first">, "id" | "area" | "modalities" | "retinoid"> & {
  first?: FirstVisit;
};
export type NewAccount = WithoutDefaults<Schemas["NewAccount"], "name" | "passphrase" | "zone">;
export type Answer = WithoutDefaults<Schemas["NewAnswer"], "id" | "course_id" | "question" | "value" | "at">;
export type ActionRequest = WithoutDefaults<Schemas["NewAction"], "id" | "key" | "action" | "at">;
export type ItemAction = ActionRequest["action"];
export type Until = NonNullable<ActionRequest["until"]>;

type WithoutDefaults<Body, Needed extends keyof Body> = Pick<Body, Needed> & Partial<Omit<Body, Needed>>;
