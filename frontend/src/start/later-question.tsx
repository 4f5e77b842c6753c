/** One of the further questions: answered, left out, or changed. */
import { useState } from "preact/hooks";
import { api } from "../api/client.ts";
import type { AnswerValue, Course, Question } from "../api/types.ts";
import { useChecking } from "../components/checking.ts";
import { errorAt } from "../components/errors.ts";
import { Answers, ErrorSummary, Form } from "../components/form.tsx";
import { SubmitKey, TextKey } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { ProblemNote } from "../components/problem.tsx";
import { useTask } from "../components/task.ts";
import type { Task } from "../components/task.ts";
import { goTo } from "../navigation.ts";
import { useTypedForm } from "../offline/typed-form.ts";
import { usePlan } from "../plan.tsx";
import { hrefTo } from "../router.ts";
import { AnswerFields } from "./answer-fields.tsx";
import { optionsOf, typedProblem } from "./asked.ts";
import { leftFrom, nextOpen } from "./next-open.ts";
import { END } from "./questions-screen.tsx";

const UNDER_18 = "under_18";

interface LaterQuestionProps {
  course: Course;
  question: Question;
  questions: readonly Question[];
}

export function LaterQuestion({ course, question, questions }: LaterQuestionProps) {
  // Asked once: an answer just given must not turn the page into one that changes it.
  const [isOpen] = useState(course.open_questions.includes(question.id));
  const said = course.facts[question.id];
  const goOn = () => goTo(isOpen ? hrefTo("questions", course.id, nextOpen(questions, course.open_questions, question.id) ?? END) : "#/settings/answers");
  const { task, save } = useSaving(course.id, question.id, goOn);
  const isClosed = question.kind === "choice" || question.kind === "bool";
  return (
    <Page name="A few more questions" back={isOpen ? { href: "#/today", to: "Today" } : { href: "#/settings/answers", to: "Your answers" }} aside={isOpen && <Left count={leftFrom(questions, course.open_questions, question.id)} />}>
      <Title class="page gap-4" page={question.id}>
        {question.asks}
      </Title>
      <p class="quiet gap-3">{question.why}</p>
      {isClosed ? (
        <ChosenAnswer question={question} said={said} task={task} onSave={(value) => void save(value)} />
      ) : (
        <TypedAnswer courseId={course.id} question={question} said={said} task={task} onSave={(value) => void save(value)} />
      )}
      {isOpen && (
        <p class="gap-4">
          <TextKey onPress={goOn}>Skip, or I am not sure</TextKey>
        </p>
      )}
    </Page>
  );
}

function useSaving(courseId: string, questionId: string, goOn: () => void) {
  const { refresh } = usePlan();
  const task = useTask();
  const save = async (value: AnswerValue) => {
    const went = await task.run(async () => {
      await api.changeCourse(courseId, { facts: { [questionId]: value } });
      await refresh();
    });
    if (!went) return;
    if (value === UNDER_18) goTo("#/under-18");
    else goOn();
  };
  return { task, save };
}

function Left({ count }: { count: number }) {
  return <span class="label">{count === 1 ? "The last one" : `${count} left`}</span>;
}

interface AnswerProps {
  question: Question;
  said: AnswerValue | undefined;
  task: Task;
  onSave: (value: AnswerValue) => void;
}

/** One tap answers it. */
function ChosenAnswer({ question, said, task, onSave }: AnswerProps) {
  return (
    <>
      <ProblemNote problem={task.problem} />
      <div class="gap-5">
        <Answers legend={question.asks} options={optionsOf(question)} chosen={said ?? null} onAnswer={onSave} />
      </div>
    </>
  );
}

function TypedAnswer({ courseId, question, said, task, onSave }: AnswerProps & { courseId: string }) {
  const { form: { typed }, change } = useTypedForm(`answer ${courseId} ${question.id}`, () => ({ typed: String(said ?? "") }));
  const { lines, passes } = useChecking(() => problemsOf(question, typed), task.problem, [question.id]);
  const send = () => {
    if (passes()) onSave(question.kind === "number" ? Number(typed) : typed.trim());
  };
  return (
    <Form onSubmit={send}>
      <ErrorSummary lines={lines} />
      <div class="gap-5">
        <AnswerFields question={question} value={typed} onChange={(typed) => change({ typed })} error={errorAt(lines, question.id)} />
      </div>
      <SubmitKey isBusy={task.isBusy}>Save</SubmitKey>
    </Form>
  );
}

function problemsOf(question: Question, typed: string) {
  const sentence = typedProblem(question, typed);
  return sentence ? [{ field: question.id, sentence }] : [];
}
