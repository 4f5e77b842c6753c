/** The goal of a course: the patient's own words and scores, and from when a look is fair. */
import { useState } from "preact/hooks";
import type { Course } from "../api/types.ts";
import { Waiting } from "../components/elsewhere.tsx";
import { Key, KeyLink } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { ProblemNote } from "../components/problem.tsx";
import { useTask } from "../components/task.ts";
import { queuePosts } from "../offline/queue.ts";
import { useTypedForm } from "../offline/typed-form.ts";
import { usePlan } from "../plan.tsx";
import { hrefTo } from "../router.ts";
import { answerPosts } from "../today/acting.ts";
import { GoalChart } from "./goal-chart.tsx";
import { ScoreList } from "./score-list.tsx";
import { expectation } from "./goal-words.ts";
import type { Goal } from "./goal-words.ts";
import { reviewOf, useKept } from "./kept.ts";
import { ScoreField } from "./score-field.tsx";

export function GoalScreen({ course }: { course: Course }) {
  const { found, problem } = useKept(course.id, reviewOf);
  if (!found && !problem) return <Waiting />;
  return (
    <Page name="Goal" back={{ href: "#/course", to: "Course" }}>
      <Title class="page">How near is your goal?</Title>
      <ProblemNote problem={found ? null : problem} />
      {found && <GoalShown course={course} goal={found.goal} />}
    </Page>
  );
}

function GoalShown({ course, goal }: { course: Course; goal: Goal }) {
  return (
    <>
      <OwnWords courseId={course.id} words={goal.words} />
      <GoalChart goal={goal} />
      {goal.scores.length > 0 ? (
        <section class="gap-4">
          <h2>Your scores</h2>
          <ScoreList goal={goal} />
        </section>
      ) : (
        <p class="quiet gap-4">No score yet. The first one is where you start from.</p>
      )}
      {expectation(goal).map((sentence) => (
        <p class="quiet gap-3" key={sentence}>
          {sentence}
        </p>
      ))}
      <p class="quiet gap-3">Change is slow and differs from one person to the next. The scores are yours; nobody rates you.</p>
      <ScoreNow course={course} />
    </>
  );
}

function OwnWords({ courseId, words }: { courseId: string; words: Goal["words"] }) {
  if (words) {
    return (
      <blockquote class="gap-3">
        <bdi>{words}</bdi>
      </blockquote>
    );
  }
  return (
    <p class="gap-3">
      <a class="text-key" href={hrefTo("questions", courseId, "goal")}>Write your goal in your own words</a>
    </p>
  );
}

function ScoreNow({ course }: { course: Course }) {
  const { now } = usePlan();
  const task = useTask();
  const { form: { score }, change, forget } = useTypedForm<{ score: number | null }>(`score ${course.id}`, () => ({ score: null }));
  const [said, setSaid] = useState("");
  const save = async () => {
    if (score === null) return setSaid("Choose a number first.");
    if (!(await task.run(() => queuePosts(answerPosts(course.id, [{ question: "goal_score", value: score }], now()))))) return;
    forget();
    setSaid(`Noted: ${score} of 10.`);
  };
  return (
    <div class="gap-5 unprinted">
      <ScoreField score={score} onScore={(score) => change({ score })} />
      <ProblemNote problem={task.problem} />
      <p role="status">{said}</p>
      <div class="keys gap-3">
        <Key isMain isBusy={task.isBusy} onPress={() => void save()}>
          Save
        </Key>
        <KeyLink href="#/course">Back to the course</KeyLink>
      </div>
    </div>
  );
}
