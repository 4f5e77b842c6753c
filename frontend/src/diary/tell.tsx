/** Writing one thing down: how much, compared with the day before, then the answer. */
import { useState } from "preact/hooks";
import type { Plan } from "../api/types.ts";
import { Answers, TextArea } from "../components/form.tsx";
import { Key, TextKey } from "../components/keys.tsx";
import { Title } from "../components/page.tsx";
import { ProblemNote } from "../components/problem.tsx";
import { useTask } from "../components/task.ts";
import { queuePosts } from "../offline/queue.ts";
import { useTypedForm } from "../offline/typed-form.ts";
import { usePlan } from "../plan.tsx";
import { CallKey } from "../today/call-key.tsx";
import { nameAmong, phoneFor } from "../today/view.ts";
import type { Chosen } from "../today/worry.tsx";
import { EmergencyLine } from "../today/worry.tsx";
import { Said } from "./said.tsx";
import { TELL } from "./not-sent.ts";

interface TellProps {
  plan: Plan;
  chosen: Chosen;
  onLeave: () => void;
}

export function Tell({ plan, chosen, onLeave }: TellProps) {
  // A diary kept by an earlier version of the app does not say it.
  const isFelt = chosen.offer.is_felt !== false;
  const [score, setScore] = useState<number | null>(null);
  const [sent, setSent] = useState<string | null>(null);
  if (sent !== null) return <Said id={sent} plan={plan} courseId={chosen.courseId} onMore={onLeave} />;
  return (
    <>
      <EmergencyLine plan={plan} words="now if you feel very ill" />
      <p class="label gap-5">{[nameAmong(plan, chosen.courseId), chosen.offer.label].filter(Boolean).join(" · ")}</p>
      {!isFelt && <Noted plan={plan} chosen={chosen} score={null} onSent={setSent} />}
      {isFelt && score === null && <HowMuch onChoose={setScore} />}
      {isFelt && score !== null && <Compared plan={plan} chosen={chosen} score={score} onSent={setSent} />}
      <div class="keys gap-6">
        <CallKey label="Call your clinic" phone={phoneFor(plan, null, chosen.courseId)} />
      </div>
      <TextKey onPress={onLeave}>Choose something else</TextKey>
    </>
  );
}

const SCORES = Array.from({ length: 11 }, (_, score) => score);

function HowMuch({ onChoose }: { onChoose: (score: number) => void }) {
  return (
    <>
      <Title class="page gap-2" page="score">
        How strong is it now?
      </Title>
      <p class="quiet gap-2" id="scale">
        0 is not at all. 10 is as strong as you can think of.
      </p>
      <div class="scores gap-4" role="group" aria-describedby="scale" aria-label="How strong, from 0 to 10">
        {SCORES.map((score) => (
          <button type="button" class="key" key={score} onClick={() => onChoose(score)}>
            {score}
          </button>
        ))}
      </div>
    </>
  );
}

type Change = "better" | "same" | "worse" | "new";

const CHANGES: readonly { value: Change; label: string }[] = [
  { value: "better", label: "Better" },
  { value: "same", label: "The same" },
  { value: "worse", label: "Worse" },
  { value: "new", label: "It is new" },
];

interface NotedProps extends Pick<TellProps, "plan" | "chosen"> {
  /** Null where there is no strength to ask for. */
  score: number | null;
  onSent: (id: string) => void;
}

/** The note, and what writes it all down. */
function useNoted({ chosen, score, onSent }: NotedProps) {
  const { now } = usePlan();
  const task = useTask();
  const { form: { note }, change, forget } = useTypedForm(`symptom ${chosen.courseId} ${chosen.offer.symptom}`, () => ({ note: "" }));
  const send = (compared: object) =>
    task.run(async () => {
      const measured = score === null ? {} : { score };
      const body = { course_id: chosen.courseId, symptom: chosen.offer.symptom, ...measured, ...compared, note, at: now() };
      const [id] = await queuePosts([{ path: TELL, body }]);
      forget();
      if (id !== undefined) onSent(id);
    });
  return { note, setNote: (note: string) => change({ note }), task, send };
}

function Compared(props: NotedProps) {
  const { note, setNote, task, send } = useNoted(props);
  const choose = (change: Change) => void send(change === "new" ? {} : { change });
  return (
    <>
      <Title class="page gap-2" page="change">
        Since yesterday?
      </Title>
      <details class="gap-3">
        <summary>Add a note first, if you like</summary>
        <TextArea id="note" label="Note" hint="Where it is, when it began" value={note} onInput={setNote} />
      </details>
      <div class="gap-4">
        <Answers legend="Compared with yesterday" options={CHANGES} chosen={null} onAnswer={choose} />
      </div>
      <ProblemNote problem={task.problem} />
    </>
  );
}

/** What is so or not: nothing to measure, nothing to compare. */
function Noted(props: NotedProps) {
  const { note, setNote, task, send } = useNoted(props);
  return (
    <>
      <Title class="page gap-2" page="note">
        Write it down
      </Title>
      <div class="gap-4">
        <TextArea id="note" label="Note" hint="Only if you like" value={note} onInput={setNote} />
      </div>
      <div class="keys gap-4">
        <Key isMain isBusy={task.isBusy} onPress={() => void send({})}>
          Write it down
        </Key>
      </div>
      <ProblemNote problem={task.problem} />
    </>
  );
}
