/** The draft course, kept sealed on this phone until it is sent: a page loaded anew goes on where it was. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { newId } from "../api/ids.ts";
import type { Question } from "../api/types.ts";
import { useTypedForm } from "../offline/typed-form.ts";
import { useMe } from "../session.ts";
import { emptyDraft } from "./draft.ts";
import type { Draft } from "./draft.ts";

export interface DraftControl {
  draft: Draft;
  questions: readonly Question[];
  pages: readonly string[];
  change(edit: Partial<Draft>): void;
  /** The draft is sent: nothing of it stays here. */
  forget(): void;
}

export const DraftContext = createContext<DraftControl | null>(null);

export function useDraft(): DraftControl {
  const control = useContext(DraftContext);
  if (!control) throw new Error("useDraft is called outside the first run.");
  return control;
}

interface KeptDraft extends Pick<DraftControl, "change" | "forget"> {
  /** Null while this phone is still looking. */
  draft: Draft | null;
}

/** The draft of before, or an empty one. */
export function useKeptDraft(): KeptDraft {
  const { me } = useMe();
  const { form, isLooking, change, forget } = useTypedForm("draft", () => emptyDraft(newId(), me.zone), "until sent");
  return { draft: isLooking ? null : form, change, forget };
}
