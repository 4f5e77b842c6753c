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
  /** The step that was settled last, while it can be taken back. */
  undoable: Item | null;
  act(item: Item, action: ItemAction, words: string, until?: Until): Promise<boolean>;
  /** Gives the answers of a step and settles it. */
  answer(item: Item, answers: readonly Said[], settles: "done" | "skip", words: string): Promise<boolean>;
}

export function useActing(): Acting {
  const { now } = usePlan();
  const task = useTask();
  const [said, setSaid] = useState("");
  const [undoable, setUndoable] = useState<Item | null>(null);
  const saying = async (words: string, posts: readonly Post[], settled: Item | null) => {
    const went = await task.run(() => queuePosts(posts));
    if (went) {
      setSaid(words);
      setUndoable(settled);
    }
    return went;
  };
  return {
    task,
    said,
    undoable: undoable && undoable.valid_until > now() ? undoable : null,
    act: (item, action, words, until) => {
      const settled = action === "done" || action === "skip" ? item : null;
      return saying(words, [actionPost(item.key, action, now(), until)], settled);
    },
    answer: (item, answers, settles, words) => {
      const at = now();
      const posts = [...answerPosts(item.course_id, answers, at, item), actionPost(item.key, settles, at)];
      return saying(words, posts, item);
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

/** What answers are about: a step, or a visit alone. */
interface About {
  key?: string;
  visit_id?: string | null;
}

/** The answers as they are sent, one after the other, for a step, a visit, or the course as a whole. */
export function answerPosts(course_id: string, answers: readonly Said[], at: string, { key, visit_id }: About = {}): Post[] {
  const about = { ...(key && { occurrence: key }), ...(visit_id && { visit_id }) };
  return answers.map(({ question, value }) => {
    const body: Omit<Answer, "id"> = { course_id, ...about, question, value, at };
    return { path: "/api/answers", body };
  });
}

/** The answers an action carries, without those the reader still has to give. */
export function givenAnswers(answers: readonly { question: string; value: AnswerValue | null }[]): Said[] {
  return answers.flatMap(({ question, value }) => (value === null ? [] : [{ question, value }]));
}
