/** The passkey prompt of a screen: it never stands in the way of the passphrase, nor outlives the screen. */
import { useEffect, useRef } from "preact/hooks";
import type { ApiProblem } from "../api/problem.ts";
import { useTask } from "../components/task.ts";

export interface Prompt {
  isOpen: boolean;
  problem: ApiProblem | null;
  /** Asks, and tells whether it went through and was still wanted. */
  ask(work: (signal: AbortSignal) => Promise<unknown>): Promise<boolean>;
  /** Takes the prompt away, and what comes of it. */
  stop(): void;
}

export function usePrompt(): Prompt {
  const task = useTask();
  const open = useRef<AbortController | null>(null);
  const stop = () => open.current?.abort();
  useEffect(() => stop, []);
  const ask = async (work: (signal: AbortSignal) => Promise<unknown>) => {
    const asked = new AbortController();
    const went = await task.run(() => {
      open.current = asked;
      return work(asked.signal);
    });
    return went && !asked.signal.aborted;
  };
  const problem = open.current?.signal.aborted ? null : task.problem;
  return { isOpen: task.isBusy, problem, ask, stop };
}
