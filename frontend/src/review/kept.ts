/** The list and the review of a course: as the server gives them, or as it gave them last. */
import { useCallback, useEffect, useState } from "preact/hooks";
import { byAddress } from "../api/client.ts";
import { ApiProblem } from "../api/problem.ts";
import { onPlanChanged } from "../plan-changed.ts";
import type { Disclosure, Review } from "../api/types.ts";
import { orKept } from "../offline/last-known.ts";

export const listOf = (courseId: string): Promise<Disclosure> => orKept(`list-${courseId}`, () => byAddress.get(`/api/courses/${courseId}/list`));
export const reviewOf = (courseId: string): Promise<Review> => orKept(`review-${courseId}`, () => byAddress.get(`/api/courses/${courseId}/review`));

/** Asks for both while there is a line, so that they can be read without one. */
export function keepForLater(courseId: string): void {
  for (const asked of [listOf(courseId), reviewOf(courseId)]) {
    asked.catch((problem: unknown) => console.warn("Not kept for later.", problem));
  }
}

export interface Kept<T> {
  found: T | null;
  problem: ApiProblem | null;
}

/** Asked for when the page opens, and again when something that was sent may have changed it. */
export function useKept<T>(courseId: string, from: (courseId: string) => Promise<T>): Kept<T> {
  const [found, setFound] = useState<T | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const ask = useCallback(() => {
    from(courseId).then(setFound, (thrown: unknown) => {
      if (!(thrown instanceof ApiProblem)) throw thrown;
      setProblem(thrown);
    });
  }, [courseId, from]);
  useEffect(() => {
    ask();
    return onPlanChanged(ask);
  }, [ask]);
  return { found, problem };
}
