/** One thing being sent at a time, and what went wrong with it. */
import { useCallback, useRef, useState } from "preact/hooks";
import { ApiProblem, BROKEN } from "../api/problem.ts";
import { holdPage } from "../offline/typing.ts";
import { useSession } from "../session.ts";

export interface Task {
  isBusy: boolean;
  problem: ApiProblem | null;
  /** Runs the work unless some is running already; tells whether it went through. */
  run(work: () => Promise<unknown>): Promise<boolean>;
}

/** A guard round requests: no double taps, every problem kept to be shown, 401 signs out. */
export function useTask(): Task {
  const { leave } = useSession();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const running = useRef(false);
  const run = useCallback(
    async (work: () => Promise<unknown>) => {
      if (running.current) return false;
      running.current = true;
      const letGo = holdPage();
      setBusy(true);
      setProblem(null);
      try {
        await work();
        return true;
      } catch (thrown) {
        const found = asProblem(thrown);
        if (found.status === 401 && found.code === "signed_out") leave();
        setProblem(found);
        return false;
      } finally {
        running.current = false;
        letGo();
        setBusy(false);
      }
    },
    [leave],
  );
  return { isBusy, problem, run };
}

function asProblem(thrown: unknown): ApiProblem {
  if (thrown instanceof ApiProblem) return thrown;
  console.error(thrown);
  return new ApiProblem(0, "broken", BROKEN);
}
