/** A request that did not go through, said at once to eyes and ears. */
import type { ApiProblem } from "../api/problem.ts";

export function ProblemNote({ problem }: { problem: ApiProblem | null }) {
  return (
    <div role="alert" class={problem ? "problem gap-4" : undefined}>
      {problem && <p>{problem.message}</p>}
    </div>
  );
}
