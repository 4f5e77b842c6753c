/** The answers of the first run, to be changed one by one. */
import { useState } from "preact/hooks";
import { api } from "../api/client.ts";
import type { AnswerValue, Course, Plan } from "../api/types.ts";
import { Choice } from "../components/form.tsx";
import { Page, Title } from "../components/page.tsx";
import { ProblemNote } from "../components/problem.tsx";
import { useTask } from "../components/task.ts";
import { usePlan } from "../plan.tsx";
import { areaName } from "../words/names.ts";
import { FACTS, factWords } from "./fact-words.ts";
import type { Fact } from "./fact-words.ts";

export function FactsScreen({ plan }: { plan: Plan }) {
  const courses = plan.courses.filter(({ state }) => state !== "closed");
  return (
    <Page name="Your answers" back={{ href: "#/settings", to: "Settings" }}>
      <Title class="page">Your answers</Title>
      <p class="quiet gap-3">They decide which reminders you get. Change one when things change; your dates follow.</p>
      {courses.map((course) => (
        <CourseFacts key={course.id} course={course} />
      ))}
    </Page>
  );
}

function CourseFacts({ course }: { course: Course }) {
  const { refresh } = usePlan();
  const task = useTask();
  const [open, setOpen] = useState<string | null>(null);
  const save = async (question: string, value: AnswerValue) => {
    await task.run(async () => {
      await api.changeCourse(course.id, { facts: { [question]: value } });
      await refresh();
    });
  };
  return (
    <section class="gap-5" aria-label={areaName(course)}>
      <ul class="rows">
        {FACTS.map((fact) => (
          <li key={fact.question}>
            <button
              type="button"
              class="row"
              aria-expanded={open === fact.question}
              onClick={() => setOpen(open === fact.question ? null : fact.question)}
            >
              <span class="row-name">{fact.name}</span>
              <span class="row-value">{factWords(fact, course.facts[fact.question])}</span>
            </button>
            {open === fact.question && (
              <FactChoice fact={fact} value={course.facts[fact.question] ?? null} onChoose={(value) => void save(fact.question, value)} />
            )}
          </li>
        ))}
      </ul>
      <ProblemNote problem={task.problem} />
    </section>
  );
}

interface FactChoiceProps {
  fact: Fact;
  value: AnswerValue | null;
  onChoose: (value: AnswerValue) => void;
}

function FactChoice({ fact, value, onChoose }: FactChoiceProps) {
  return <Choice<AnswerValue> id={fact.question} legend={fact.name} options={fact.options} chosen={value} onChoose={onChoose} />;
}
