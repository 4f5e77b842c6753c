/** The diary of the server, or the one kept on this phone; read again when something of it was sent. */
import { useEffect, useState } from "preact/hooks";
import type { Entry } from "../../sw/outbox.ts";
import { api } from "../api/client.ts";
import type { Diary } from "../api/types.ts";
import { orKept } from "../offline/last-known.ts";
import { usePlan } from "../plan.tsx";
import { unsentLooks, unsentOf } from "./not-sent.ts";

export interface Read {
  diary: Diary | null;
  /** Entries that lie on this phone only, oldest first. */
  unsent: readonly Entry[];
  /** Answers about the skin that lie on this phone only. */
  unsentLooks: readonly Entry[];
}

export function useDiary(): Read {
  const { queue, reach } = usePlan();
  const [diary, setDiary] = useState<Diary | null>(null);
  const unsent = unsentOf(queue.waiting);
  const looks = unsentLooks(queue.waiting, diary);
  const marker = [...unsent, ...looks].map(({ id }) => id).join();
  useEffect(() => {
    let isGone = false;
    orKept("diary", api.diary).then(
      (found) => isGone || setDiary(found),
      (problem: unknown) => console.warn("Diary: could not be read.", problem),
    );
    return () => {
      isGone = true;
    };
  }, [marker, reach]);
  return { diary, unsent, unsentLooks: looks };
}
