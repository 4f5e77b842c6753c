/** The draft course, kept sealed on this phone until it is sent: a page loaded anew goes on where it was. */
import { createContext } from "preact";
import { useCallback, useContext, useEffect, useState } from "preact/hooks";
import { drop, keep, kept } from "../../sw/storage.ts";
import { newId } from "../api/ids.ts";
import type { Question } from "../api/types.ts";
import { useMe } from "../session.ts";
import { emptyDraft } from "./draft.ts";
import type { Draft } from "./draft.ts";

export interface DraftControl {
  draft: Draft;
  questions: readonly Question[];
  pages: readonly string[];
  change(edit: Partial<Draft>): void;
}

export const DraftContext = createContext<DraftControl | null>(null);

export function useDraft(): DraftControl {
  const control = useContext(DraftContext);
  if (!control) throw new Error("useDraft is called outside the first run.");
  return control;
}

const NAME = "draft";

interface KeptDraft {
  patient: string;
  draft: Draft;
}

// One after the other, so that the last letter typed is the one that stays.
let writing: Promise<unknown> = Promise.resolve();

function inTurn(work: () => Promise<unknown>): void {
  writing = writing.then(work).catch((problem: unknown) => console.warn("The answers could not be kept.", problem));
}

// What was said last. A screen that is made anew, as when the plan arrives, may be quicker than the storage.
let atHand: KeptDraft | null = null;

/** The draft is sent: nothing of it stays here. */
export function forgetDraft(): void {
  atHand = null;
  inTurn(() => drop(NAME));
}

/** The draft of before, or an empty one; null while this phone is still looking. */
export function useKeptDraft(): { draft: Draft | null; change: (edit: Partial<Draft>) => void } {
  const { me } = useMe();
  const [draft, setDraft] = useState<Draft | null>(null);
  const [isChanged, setChanged] = useState(false);
  useEffect(() => {
    void draftOf(me.id).then((found) => setDraft(found ?? emptyDraft(newId(), me.zone)));
  }, [me.id]);
  useEffect(() => {
    if (isChanged) inTurn(() => keep(NAME, { patient: me.id, draft }));
  }, [isChanged, draft, me.id]);
  const change = useCallback(
    (edit: Partial<Draft>) => {
      setChanged(true);
      setDraft((was) => {
        const draft = was && { ...was, ...edit };
        atHand = draft && { patient: me.id, draft };
        return draft;
      });
    },
    [me.id],
  );
  return { draft, change };
}

async function draftOf(patient: string): Promise<Draft | null> {
  if (atHand?.patient === patient) return atHand.draft;
  try {
    const before = await kept<KeptDraft>(NAME);
    return before?.patient === patient ? before.draft : null;
  } catch (problem) {
    console.warn("This browser keeps no answers.", problem);
    return null;
  }
}
