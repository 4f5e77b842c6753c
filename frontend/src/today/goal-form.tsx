/** A step that asks how near the goal is. */
import { useState } from "preact/hooks";
import { Key, KeyLink } from "../components/keys.tsx";
import { goTo } from "../navigation.ts";
import { useTypedForm } from "../offline/typed-form.ts";
import "../review/review.css";
import { ScoreField } from "../review/score-field.tsx";
import { hrefTo } from "../router.ts";
import type { FormProps } from "./step.tsx";

export function GoalForm({ item, acting }: FormProps) {
  const { form: { score }, change } = useTypedForm<{ score: number | null }>(`step ${item.key}`, () => ({ score: null }));
  const [isMissing, setMissing] = useState(false);
  const save = async () => {
    setMissing(score === null);
    if (score === null) return;
    if (await acting.answer(item, [{ question: "goal_score", value: score }], "done", "Noted.")) goTo("#/today");
  };
  return (
    <div class="gap-5">
      <ScoreField score={score} onScore={(score) => change({ score })} />
      <p role="alert">{isMissing && "Choose a number first."}</p>
      <div class="keys stacked gap-4">
        <Key isMain isBusy={acting.task.isBusy} onPress={() => void save()}>
          Save
        </Key>
        <KeyLink href={hrefTo("course", item.course_id, "goal")}>See your scores</KeyLink>
      </div>
    </div>
  );
}
