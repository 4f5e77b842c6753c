/** What Today says of the courses themselves, below the steps: that one is paused, that questions are open. */
import type { Plan } from "../api/types.ts";
import { MoreQuestions } from "./more-questions.tsx";
import { Paused } from "./paused.tsx";

export function CourseNotes({ plan, isEnd }: { plan: Plan; isEnd: boolean }) {
  return (
    <>
      <Paused plan={plan} isEnd={isEnd} />
      <MoreQuestions plan={plan} />
    </>
  );
}
