/** What a screen says of its age, and of what waits on this phone. */
import { createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import { TextKey } from "../components/keys.tsx";
import { PlanContext } from "../plan.tsx";
import type { PlanControl } from "../plan.tsx";
import { dismissRefused } from "./queue.ts";
import { byHand } from "./queued.ts";
import { refusedWords, savedWords, waitingWords } from "./words.ts";

/** What else a screen says while the server cannot be reached. */
export const WhileOffline = createContext<string>("");

const PATIENCE_MS = 1_500;

/** The line under the top of each screen; nothing while all is sent and new, and for strangers. */
export function SavedNote() {
  const control = useContext(PlanContext);
  return control?.plan ? <Notes control={control} /> : null;
}

function Notes({ control }: { control: PlanControl }) {
  const { plan, reach, queue, now } = control;
  const more = useContext(WhileOffline);
  const isLate = useLate(reach === "asking");
  const saved = plan && (reach !== "asking" || isLate) ? savedWords(plan, now(), reach) : null;
  const waiting = byHand(queue.waiting).length;
  const waits = queue.isStuck && waiting > 0 ? waitingWords(waiting) : null;
  const said = [saved, saved && reach !== "asking" ? more : null, waits].filter(Boolean).join(" ");
  return (
    <>
      <p class={said ? "notice saved gap-4" : "unseen"} role="status">
        {said}
      </p>
      <Refused control={control} />
    </>
  );
}

function Refused({ control }: { control: PlanControl }) {
  const { plan, queue } = control;
  const words = queue.refused.flatMap((refusal) => refusedWords(refusal, plan) ?? []);
  return (
    <div role="alert" class={words.length ? "problem gap-4" : undefined}>
      {words.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {words.length > 0 && <TextKey onPress={() => void dismissRefused()}>I have read this</TextKey>}
    </div>
  );
}

/** True once the wait has lasted long enough to be worth a word. */
function useLate(isWaiting: boolean): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (!isWaiting) return;
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isWaiting]);
  return isLate;
}
