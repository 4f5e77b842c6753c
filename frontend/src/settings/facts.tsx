/** The answers of each course, to be changed one by one. */
import type { Course, Plan } from "../api/types.ts";
import { RowLink } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { ProblemNote } from "../components/problem.tsx";
import { hrefTo } from "../router.ts";
import { answerWords } from "../start/asked.ts";
import { isFromBefore } from "../start/from-before.ts";
import { isIntake, useCourseQuestions } from "../start/questions.ts";
import { areaName } from "../words/names.ts";

export function FactsScreen({ plan }: { plan: Plan }) {
  const courses = plan.courses.filter(({ state }) => state !== "closed");
  return (
    <Page name="Your answers" back={{ href: "#/settings", to: "Settings" }}>
      <Title class="page">Your answers</Title>
      <p class="quiet gap-3">They decide which reminders you get. Change one when things change; your dates follow.</p>
      {courses.map((course) => (
        <CourseFacts key={course.id} course={course} isOnly={courses.length === 1} />
      ))}
    </Page>
  );
}

function CourseFacts({ course, isOnly }: { course: Course; isOnly: boolean }) {
  const { questions, problem } = useCourseQuestions(course.id);
  const title = `answers-${course.id}`;
  return (
    <section class="gap-5" aria-labelledby={title}>
      <h2 class={isOnly ? "unseen" : ""} id={title}>
        {areaName(course)}
      </h2>
      {!questions && <ProblemNote problem={problem} />}
      <ul class="rows gap-3">
        {questions?.filter(isIntake).map((question) => (
          <li key={question.id}>
            <RowLink
              href={hrefTo("questions", course.id, question.id)}
              name={question.asks}
              label={`${answerWords(question, course.facts[question.id])}${isFromBefore(course, question.id) ? ". As in your last course" : ""}`}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
