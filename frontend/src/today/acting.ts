/** Acting on a step: kept on the phone, shown at once as done, and sent when there is a line. */
import { useState } from "preact/hooks";
import type { ActionRequest, Answer, AnswerValue, Item, ItemAction, Until } from "../api/types.ts";
import { useTask } from "../components/task.ts";
import type { Task } from "../components/task.ts";
import { queuePosts } from "../offline/queue.ts";
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
  const { now } = usePlan();
  const task = useTask();
  const [said, setSaid] = useState("");
  const saying = async (words: string, posts: readonly Post[]) => {
    const went = await task.run(() => queuePosts(posts));
    if (went) setSaid(words);
    return went;
  };
  return {
    task,
    said,
    act: (item, action, words, until) => saying(words, [actionPost(item.key, action, now(), until)]),
    answer: (item, answers, settles, words) => {
      const at = now();
      return saying(words, [...answerPosts(item.course_id, answers, at, item), actionPost(item.key, settles, at)]);
    },
  };
}

interface Post {
  path: string;
  body: object;
}

function actionPost(key: string, action: ItemAction, at: string, until?: Until): Post {
  const body: Omit<ActionRequest, "id"> = { key, action, at, ...(until && { until }) };
  return { path: "/api/actions", body };
}

/** The answers as they are sent, one after the other, for a step or for the course as a whole. */
export function answerPosts(course_id: string, answers: readonly Said[], at: string, item?: Item): Post[] {
  const about = { ...(item && { occurrence: item.key }), ...(item?.visit_id && { visit_id: item.visit_id }) };
  return answers.map(({ question, value }) => {
    const body: Omit<Answer, "id"> = { course_id, ...about, question, value, at };
    return { path: "/api/answers", body };
  });
}

/** The answers an action carries, without those the reader still has to give. */
export function givenAnswers(answers: readonly { question: string; value: AnswerValue | null }[]): Said[] {
  return answers.flatMap(({ question, value }) => (value === null ? [] : [{ question, value }]));
}
