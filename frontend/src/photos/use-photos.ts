/** What the screens of photos stand on: the check-ins of the server, and the queue of this phone. */
import { useCallback, useEffect, useState } from "preact/hooks";
import { ApiProblem } from "../api/problem.ts";
import { orKept } from "../offline/last-known.ts";
import { useSession } from "../session.ts";
import { photosApi } from "./api.ts";
import type { CheckInList } from "./api.ts";
import { onPhotos, photosNow } from "./queue.ts";
import type { PhotoQueue } from "./queue.ts";

export function usePhotoQueue(): PhotoQueue {
  const [queue, setQueue] = useState(photosNow);
  useEffect(() => {
    setQueue(photosNow());
    return onPhotos(() => setQueue(photosNow()));
  }, []);
  return queue;
}

export interface CheckInsControl {
  list: CheckInList | null;
  problem: ApiProblem | null;
  ask(): void;
}

/** Fetched again whenever a photo has reached the server; without a line, as they were last. */
export function useCheckIns(): CheckInsControl {
  const { leave } = useSession();
  const { answered } = usePhotoQueue();
  const [list, setList] = useState<CheckInList | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const ask = useCallback(() => {
    setProblem(null);
    orKept("photo-check-ins", photosApi.checkIns).then(setList, (thrown: unknown) => {
      if (!(thrown instanceof ApiProblem)) throw thrown;
      if (thrown.status === 401 && thrown.code === "signed_out") leave();
      setProblem(thrown);
    });
  }, [leave]);
  useEffect(ask, [ask, answered]);
  return { list, problem, ask };
}
