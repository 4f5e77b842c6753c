/** The page of one step: its words, and the form it needs. */
import { useRef } from "preact/hooks";
import type { Action, Item, Plan } from "../api/types.ts";
import { Key, TextKey } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { ProblemNote } from "../components/problem.tsx";
import { goTo } from "../navigation.ts";
import { usePlan } from "../plan.tsx";
import { capital, nearTime } from "../words/dates.ts";
import { useActing } from "./acting.ts";
import type { Acting } from "./acting.ts";
import { formOf, isWorrying, sortedActions } from "./answering.ts";
import { CallKey } from "./call-key.tsx";
import { CalmForm } from "./calm.tsx";
import { CheckInForm } from "./check-in.tsx";
import { GoalForm } from "./goal-form.tsx";
import { Why } from "./now.tsx";
import { PhotosForm } from "./photos.tsx";
import { perform } from "./perform.ts";
import { SafetyForm } from "./safety.tsx";
import { SessionForm } from "./session-form.tsx";
import { itemWith, phoneFor } from "./view.ts";

export interface FormProps {
  item: Item;
  plan: Plan;
  acting: Acting;
}

const TODAY = { href: "#/today", to: "Today" };

export function StepScreen({ plan, itemKey }: { plan: Plan; itemKey: string }) {
  const acting = useActing();
  const found = itemWith(plan, itemKey);
  // Once answered, a step may leave the plan while its page still says what to do next.
  const held = useRef(found);
  const item = found ?? held.current;
  if (!item) return <GoneStep />;
  return (
    <Page name="Today" back={TODAY}>
      <StepBody item={item} plan={plan} acting={acting} />
      <ProblemNote problem={acting.task.problem} />
    </Page>
  );
}

function GoneStep() {
  return (
    <Page name="Today" back={TODAY}>
      <Title class="page">This step has ended</Title>
      <p class="quiet gap-3">It may have been done on another device, or its day may be over. Today shows what counts now.</p>
    </Page>
  );
}

function StepBody(props: FormProps) {
  const form = formOf(props.item);
  // The check before a session has words of its own for every stage.
  if (form === "safety") return <SafetyForm {...props} />;
  return (
    <>
      <Title class="page">{props.item.title}</Title>
      <p class="quiet gap-3">{props.item.body}</p>
      {!props.acting.said && <StepState {...props} />}
      {form === "calm" && <CalmForm {...props} />}
      {form === "photos" && <PhotosForm {...props} />}
      {form === "check-in" && <CheckInForm {...props} />}
      {form === "session" && <SessionForm {...props} />}
      {form === "goal" && <GoalForm {...props} />}
      {form === "keys" && <KeysForm {...props} />}
      <div class="gap-2">
        <Why item={props.item} />
      </div>
    </>
  );
}

function StepState({ item, plan }: FormProps) {
  const { now } = usePlan();
  const words: Partial<Record<Item["state"], string>> = { done: "Done.", skipped: "Left out.", withdrawn: "No longer needed." };
  const said = words[item.state];
  if (said) return <p class="notice gap-4">{said}</p>;
  const at = item.wake_at ?? item.due_at;
  if (at <= now()) return null;
  return <p class="notice gap-4">{capital(nearTime(at, plan.zone, now()))}</p>;
}

function KeysForm({ item, plan, acting }: FormProps) {
  const { main, minor, calls } = sortedActions(item);
  const press = async (action: Action) => {
    if ((await perform(plan, item, action, acting)) && !isWorrying(action)) goTo("#/today");
  };
  return (
    <div class="keys stacked gap-5">
      {main.map((action, index) => (
        <Key key={action.label} isMain={index === 0 && item.what !== "question"} isBusy={acting.task.isBusy} onPress={() => void press(action)}>
          {action.label}
        </Key>
      ))}
      {calls.map((action) => (
        <CallKey key={action.label} label={action.label} phone={phoneFor(plan, action, item.course_id)} />
      ))}
      {minor.map((action) => (
        <TextKey key={action.label} onPress={() => void press(action)}>
          {action.label}
        </TextKey>
      ))}
    </div>
  );
}
