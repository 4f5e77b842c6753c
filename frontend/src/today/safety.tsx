/** The check some days before a session: a list of things, and what to do when one of them is so. */
import { useState } from "preact/hooks";
import { Key, KeyLink } from "../components/keys.tsx";
import { Choices } from "../components/form.tsx";
import type { Option } from "../components/form.tsx";
import { Title } from "../components/page.tsx";
import { goTo } from "../navigation.ts";
import { useTypedForm } from "../offline/typed-form.ts";
import { hrefTo } from "../router.ts";
import { joined, optionsOf } from "../start/asked.ts";
import { useCourseQuestions } from "../start/questions.ts";
import { CallKey } from "./call-key.tsx";
import type { FormProps } from "./step.tsx";
import { phoneFor } from "./view.ts";

const SIGNS = "safety_signs";

export function SafetyForm(props: FormProps) {
  const [isUp, setUp] = useState(false);
  return isUp ? <CallFirst {...props} /> : <SafetyList {...props} onUp={() => setUp(true)} />;
}

function SafetyList({ item, acting, onUp }: FormProps & { onUp: () => void }) {
  const { form: { chosen }, change } = useTypedForm<{ chosen: string[] }>(`step ${item.key}`, () => ({ chosen: [] }));
  const { questions, problem } = useCourseQuestions(item.course_id);
  const signs = questions?.find(({ id }) => id === SIGNS);
  // Nobody must press "None of these" before the list is there.
  if (!questions && !problem) return <p class="label gap-4" aria-busy="true">One moment</p>;
  const say = (value: "fine" | "something", told: string) => {
    const ticks = signs ? [{ question: SIGNS, value: joined(chosen) }] : [];
    return acting.answer(item, [{ question: "safety_check", value }, ...ticks], "done", told);
  };
  const none = async () => {
    if (await say("fine", "Noted. If something changes, call your clinic.")) goTo("#/today");
  };
  const some = async () => {
    if (await say("something", "Please call your clinic before you come.")) onUp();
  };
  return (
    <>
      <Title class="page">Is any of this so today?</Title>
      <p class="quiet gap-3">{signs ? "Your clinic wants to know before you come. Tick what fits." : item.body}</p>
      {signs && (
        <div class="gap-4">
          <Choices id="things" legend="Is any of this so today?" options={optionsOf(signs) as readonly Option<string>[]} chosen={chosen} onChoose={(chosen) => change({ chosen })} />
        </div>
      )}
      <SafetyKeys hasTicks={chosen.length > 0} isBusy={acting.task.isBusy} onNone={() => void none()} onSome={() => void some()} />
      <p class="label gap-4">Your ticks go into your own record of this session, for you to show.</p>
    </>
  );
}

interface SafetyKeysProps {
  hasTicks: boolean;
  isBusy: boolean;
  onNone: () => void;
  onSome: () => void;
}

/** "None of these" is offered only while nothing is ticked. */
function SafetyKeys({ hasTicks, isBusy, onNone, onSome }: SafetyKeysProps) {
  return (
    <div class="keys stacked gap-5">
      {!hasTicks && (
        <Key isMain isBusy={isBusy} onPress={onNone}>
          None of these
        </Key>
      )}
      <Key isMain={hasTicks} isBusy={isBusy} onPress={onSome}>
        {hasTicks ? "Something's up" : "Something else is up"}
      </Key>
    </div>
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
