/** What Today says of the courses themselves, below the steps: that one is paused, that questions are open. */
import { useEffect } from "preact/hooks";
import { api } from "../api/client.ts";
import type { Plan } from "../api/types.ts";
import { keepReady } from "../offline/last-known.ts";
import { DiaryAsks } from "../diary/asks.tsx";
import { MoreQuestions } from "./more-questions.tsx";
import { Paused } from "./paused.tsx";

export function CourseNotes({ plan, isEnd }: { plan: Plan; isEnd: boolean }) {
  // The check before a session, and its record, are asked without a line too.
  useEffect(() => {
    for (const { id } of plan.courses) void keepReady(`questions-${id}`, () => api.questions(id));
  }, [plan.courses.length]);
  return (
    <>
      <Paused plan={plan} isEnd={isEnd} />
      {plan.courses.some(({ state }) => state !== "closed") && <DiaryAsks plan={plan} />}
      <MoreQuestions plan={plan} />
    </>
  );
}
