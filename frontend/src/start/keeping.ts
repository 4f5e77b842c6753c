/** The draft course, kept in memory only: what is said about skin is not written on the phone before it is saved. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Draft } from "./draft.ts";

export interface DraftControl {
  draft: Draft;
  change(edit: Partial<Draft>): void;
}

export const DraftContext = createContext<DraftControl | null>(null);

export function useDraft(): DraftControl {
  const control = useContext(DraftContext);
  if (!control) throw new Error("useDraft is called outside the first run.");
  return control;
}
