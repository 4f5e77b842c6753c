/** A few more questions: one a page, each can be left out, answered later, or changed. */
import { useEffect } from "preact/hooks";
import type { Course, Item, Plan, Question } from "../api/types.ts";
import { Elsewhere, Waiting } from "../components/elsewhere.tsx";
import { Key, KeyLink } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { Drawing } from "../drawings/drawing.tsx";
import { hrefTo } from "../router.ts";
import { LaterQuestion } from "./later-question.tsx";
import { useActing } from "../today/acting.ts";
import type { Acting } from "../today/acting.ts";
import { fromBefore } from "./from-before.ts";
import { stepsThatAsk } from "./gone-through.ts";
import { nextOpen } from "./next-open.ts";
import { putAway } from "./put-away.ts";
import { useCourseQuestions } from "./questions.ts";

const TODAY = { href: "#/today", to: "Today" };

interface QuestionsScreenProps {
  plan: Plan;
  courseId: string;
  question: string;
}

export function QuestionsScreen({ plan, courseId, question }: QuestionsScreenProps) {
  const course = plan.courses.find(({ id }) => id === courseId);
  const { questions, problem, ask } = useCourseQuestions(courseId);
  if (!course) return <Elsewhere href="#/today" />;
  if (problem && !questions) return <NoQuestions sentence={problem.message} onAgain={ask} />;
  if (!questions) return <Waiting />;
  if (question === END) return <AllAsked plan={plan} course={course} />;
  const here = questions.find(({ id }) => id === question);
  return here ? <LaterQuestion course={course} question={here} questions={questions} key={here.id} /> : <ToFirst course={course} questions={questions} />;
}

export const END = "end";

function ToFirst({ course, questions }: { course: Course; questions: readonly Question[] }) {
  return <Elsewhere href={hrefTo("questions", course.id, nextOpen(questions, course.open_questions, null) ?? END)} />;
}

function AllAsked({ plan, course }: { plan: Plan; course: Course }) {
  const acting = useActing();
  useEffect(() => {
    void putAway(course.id);
    void settleAll(stepsThatAsk(plan, course.id), acting);
  }, [course.id]);
  return (
    <Page name="A few more questions" back={TODAY}>
      <Drawing name="leaf" class="gap-4" />
      <Title class="page gap-5" page={END}>
        Thank you, that is all
      </Title>
      <WhatFollows left={course.open_questions.length} taken={fromBefore(course).length} />
      <div class="to-foot">
        <div class="keys">
          <KeyLink isMain href="#/today">
            Go to Today
          </KeyLink>
        </div>
      </div>
    </Page>
  );
}

/** How many questions were left out, and how many answers were taken over from the last course. */
function WhatFollows({ left, taken }: { left: number; taken: number }) {
  return (
    <>
      <p class="quiet gap-3">
        {left > 0
          ? "What you left out waits under Settings, Your answers. We do not ask again."
          : "Your reminders follow your answers from now on."}
      </p>
      {taken > 0 && (
        <p class="gap-4">
          {taken === 1 ? "One answer is" : `${taken} answers are`} as in your last course. Please look whether they still hold.
        </p>
      )}
      <p class="gap-4">
        Things change. You can change an answer under <a href="#/settings/answers">Settings, Your answers</a>.
      </p>
    </>
  );
}

async function settleAll(items: readonly Item[], { act }: Acting): Promise<void> {
  for (const item of items) await act(item, "done", "");
}

function NoQuestions({ sentence, onAgain }: { sentence: string; onAgain: () => void }) {
  return (
    <Page name="A few more questions" back={TODAY}>
      <Title class="page gap-4">The questions did not load</Title>
      <p class="quiet gap-3">{sentence}</p>
      <div class="keys gap-5">
        <Key isMain onPress={onAgain}>
          Try again
        </Key>
      </div>
    </Page>
  );
}
