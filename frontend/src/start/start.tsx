/** The first run: one question a page, then the dates, then reminders. */
import { useCallback, useMemo, useState } from "preact/hooks";
import type { Plan } from "../api/types.ts";
import { newId } from "../api/ids.ts";
import { useMe } from "../session.ts";
import { DatesPage } from "./dates-page.tsx";
import { emptyDraft } from "./draft.ts";
import type { Draft } from "./draft.ts";
import { DraftContext } from "./keeping.ts";
import {
  ActivesQuestion,
  AreaQuestion,
  DarkMarksQuestion,
  FirstQuestion,
  ModalityQuestion,
  PhotosQuestion,
  RetinoidQuestion,
  ToneQuestion,
} from "./questions.tsx";
import { RemindersPage } from "./reminders-page.tsx";
import { SessionsQuestion } from "./sessions-question.tsx";

export function StartScreen({ question, plan }: { question: string; plan: Plan }) {
  const { me } = useMe();
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(newId(), me.zone));
  const change = useCallback((edit: Partial<Draft>) => setDraft((was) => ({ ...was, ...edit })), []);
  const control = useMemo(() => ({ draft, change }), [draft, change]);
  return (
    <DraftContext.Provider value={control}>
      <StartPage question={question} plan={plan} />
    </DraftContext.Provider>
  );
}

function StartPage({ question, plan }: { question: string; plan: Plan }) {
  switch (question) {
    case "modality":
      return <ModalityQuestion />;
    case "retinoid":
      return <RetinoidQuestion />;
    case "actives":
      return <ActivesQuestion />;
    case "tone":
      return <ToneQuestion />;
    case "dark-marks":
      return <DarkMarksQuestion />;
    case "photos":
      return <PhotosQuestion />;
    case "first":
      return <FirstQuestion />;
    case "sessions":
      return <SessionsQuestion />;
    case "dates":
      return <DatesPage plan={plan} />;
    case "reminders":
      return <RemindersPage />;
    default:
      return <AreaQuestion />;
  }
}
