/** Acting on a step: what is sent, and the plan fetched again afterwards. */
import { useState } from "preact/hooks";
import { api } from "../api/client.ts";
import { newId } from "../api/ids.ts";
import type { AnswerValue, Item, ItemAction, Until } from "../api/types.ts";
import { useTask } from "../components/task.ts";
import type { Task } from "../components/task.ts";
import { usePlan } from "../plan.tsx";

export interface Said {
  question: string;
  value: AnswerValue;
}

export interface Acting {
  task: Task;
  /** What was done last, to be read out. */
  said: string;
  act(item: Item, action: ItemAction, words: string, until?: Until): Promise<boolean>;
  /** Gives the answers of a step and settles it. */
  answer(item: Item, answers: readonly Said[], settles: "done" | "skip", words: string): Promise<boolean>;
}

export function useActing(): Acting {
  const { refresh, now } = usePlan();
  const task = useTask();
  const [said, setSaid] = useState("");
  const andRefresh = async (words: string, work: () => Promise<unknown>) => {
    const went = await task.run(async () => {
      await work();
      await refresh();
    });
    if (went) setSaid(words);
    return went;
  };
  return {
    task,
    said,
    act: (item, action, words, until) => andRefresh(words, () => sendAction(item.key, action, now(), until)),
    answer: (item, answers, settles, words) =>
      andRefresh(words, async () => {
        await sendAnswers(item.course_id, answers, now(), item);
        await sendAction(item.key, settles, now());
      }),
  };
}

function sendAction(key: string, action: ItemAction, at: string, until?: Until): Promise<unknown> {
  return api.act({ id: newId(), key, action, at, ...(until && { until }) });
}

/** Sends answers one after the other, for a step or for the course as a whole. */
export async function sendAnswers(courseId: string, answers: readonly Said[], at: string, item?: Item): Promise<void> {
  for (const { question, value } of answers) {
    await api.answer({
      id: newId(),
      course_id: courseId,
      ...(item && { occurrence: item.key }),
      ...(item?.visit_id && { visit_id: item.visit_id }),
      question,
      value,
      at,
    });
  }
}

/** The answers an action carries, without those the reader still has to give. */
export function givenAnswers(answers: readonly { question: string; value: AnswerValue | null }[]): Said[] {
  return answers.flatMap(({ question, value }) => (value === null ? [] : [{ question, value }]));
}
