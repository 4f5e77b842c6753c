/** The guides as this phone has them: kept for when there is no line, renewed when the server has other ones. */
import { useEffect, useState } from "preact/hooks";
import { kept } from "../../sw/storage.ts";
import { byAddress } from "../api/client.ts";
import { ApiProblem } from "../api/problem.ts";
import type { GuideList } from "../api/types.ts";
import { keeping } from "../offline/owner.ts";

const NAME = "guides";

/** The guides of this phone at once, then those of the server; a problem only where there are none. */
export function useGuides() {
  const [list, setList] = useState<GuideList | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  useEffect(() => {
    let isHere = true;
    const show = (found: GuideList) => isHere && setList(found);
    void renewed(show).catch((thrown: unknown) => {
      if (!(thrown instanceof ApiProblem)) throw thrown;
      if (isHere) setProblem(thrown);
    });
    return () => void (isHere = false);
  }, []);
  return { guides: list?.guides ?? null, problem };
}

async function renewed(show: (found: GuideList) => void): Promise<void> {
  const keep = keeping();
  const before = await kept<GuideList>(NAME).catch(() => null);
  if (before) show(before);
  const fresh = await byAddress.get<GuideList>(`/api/guides?version=${encodeURIComponent(before?.version ?? "")}`);
  if (!fresh.guides) return;
  show(fresh);
  await keep(NAME, fresh).catch((problem: unknown) => console.warn("Not kept: guides.", problem));
}
