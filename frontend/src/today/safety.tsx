/** The check some days before a session: a list of things, and what to do when one of them is so. */
import { useState } from "preact/hooks";
import { CallKey, Key, KeyLink } from "../components/keys.tsx";
import { Choices } from "../components/form.tsx";
import { Title } from "../components/page.tsx";
import { goTo } from "../navigation.ts";
import { hrefTo } from "../router.ts";
import type { FormProps } from "./step.tsx";
import { phoneFor } from "./view.ts";

// Source: care protocol B15 (what a clinic asks before a session) and B08 (pregnancy).
const THINGS = [
  { value: "sun", label: "Sunburn, or a new tan" },
  { value: "skin", label: "A rash, spots, cuts or sore skin on the area" },
  { value: "cold_sore", label: "A cold sore, or tingling where one comes" },
  { value: "fever", label: "A fever, or feeling ill" },
  { value: "medicine", label: "A new medicine, or a change in one" },
  { value: "pregnant", label: "Pregnant, or maybe pregnant" },
];

export function SafetyForm(props: FormProps) {
  const [isUp, setUp] = useState(false);
  return isUp ? <CallFirst {...props} /> : <SafetyList {...props} onUp={() => setUp(true)} />;
}

function SafetyList({ item, acting, onUp }: FormProps & { onUp: () => void }) {
  const [chosen, setChosen] = useState<string[]>([]);
  const none = async () => {
    const answers = [{ question: "safety_check", value: "fine" }];
    if (await acting.answer(item, answers, "done", "Noted. If something changes, call your clinic.")) goTo("#/today");
  };
  const some = async () => {
    const answers = [{ question: "safety_check", value: "something" }];
    if (await acting.answer(item, answers, "done", "Please call your clinic before you come.")) onUp();
  };
  return (
    <>
      <Title class="page">Is any of this so today?</Title>
      <p class="quiet gap-3">Your clinic wants to know before you come. Tick what fits.</p>
      <div class="gap-4">
        <Choices id="things" legend="Is any of this so today?" options={THINGS} chosen={chosen} onChoose={setChosen} />
      </div>
      <div class="keys stacked gap-5">
        {chosen.length ? (
          <Key isMain isBusy={acting.task.isBusy} onPress={() => void some()}>
            Something's up
          </Key>
        ) : (
          <>
            <Key isMain isBusy={acting.task.isBusy} onPress={() => void none()}>
              None of these
            </Key>
            <Key isBusy={acting.task.isBusy} onPress={() => void some()}>
              Something else is up
            </Key>
          </>
        )}
      </div>
      <p class="label gap-4">Your ticks stay on this screen. We only note whether something is up.</p>
    </>
  );
}

function CallFirst({ item, plan }: FormProps) {
  return (
    <>
      <Title class="page" page="call">
        Call your clinic before you come
      </Title>
      <p class="quiet gap-3">
        This is not a no. They may want to see you, wait a little, or change something. Only they can decide.
      </p>
      <div class="keys stacked gap-5">
        <CallKey isMain label="Call your clinic" phone={phoneFor(plan, null, item.course_id)} />
        {item.visit_id && <KeyLink href={hrefTo("visit", item.visit_id, "change")}>Move the session</KeyLink>}
      </div>
      <p class="label gap-5">Keep taking your prescribed medicine. Ask your prescriber or clinic before any change.</p>
    </>
  );
}
