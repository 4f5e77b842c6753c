/** What the clinic treats with: one tap for most, a list to tick for whoever gets several. */
import { useState } from "preact/hooks";
import { errorAt } from "../components/errors.ts";
import { Answers, Choices } from "../components/form.tsx";
import { TextKey } from "../components/keys.tsx";
import { goTo } from "../navigation.ts";
import { MODALITY } from "./draft.ts";
import type { Draft } from "./draft.ts";
import { useDraft } from "./keeping.ts";
import { MODALITIES, ONE_MODALITY, SEVERAL, UNKNOWN_MODALITY } from "./options.ts";
import { hrefBeside, QuestionPage } from "./question-page.tsx";

const TITLE = "What does your clinic use?";

export function ModalityPage() {
  const { draft, change } = useDraft();
  const [isSeveral, setSeveral] = useState(needsList(draft));
  if (!isSeveral) return <OneModality onSeveral={() => setSeveral(true)} />;
  const backToOne = () => {
    change({ modalities: [] });
    setSeveral(false);
  };
  return (
    <QuestionPage page={MODALITY} title={TITLE} hint="Tick all that fit. Your clinic's sheet names them." below={<OneOnly onPress={backToOne} />}>
      {(lines) => (
        <Choices
          id={MODALITY}
          legend={TITLE}
          options={MODALITIES}
          chosen={draft.modalities}
          onChoose={(modalities) => change({ modalities, isModalityUnknown: false })}
          error={errorAt(lines, MODALITY)}
        />
      )}
    </QuestionPage>
  );
}

function OneModality({ onSeveral }: { onSeveral: () => void }) {
  const { draft, pages, change } = useDraft();
  const answer = (value: (typeof ONE_MODALITY)[number]["value"]) => {
    if (value === SEVERAL) return onSeveral();
    const isModalityUnknown = value === UNKNOWN_MODALITY;
    change({ isModalityUnknown, modalities: value === UNKNOWN_MODALITY ? [] : [value] });
    goTo(hrefBeside(1, MODALITY, pages));
  };
  const chosen = draft.isModalityUnknown ? UNKNOWN_MODALITY : (draft.modalities[0] ?? null);
  return (
    <QuestionPage page={MODALITY} title={TITLE} hint="The deeper it goes, the longer some waits are." goesOnByItself={chosen === null}>
      {() => <Answers legend={TITLE} options={ONE_MODALITY} chosen={chosen} onAnswer={answer} />}
    </QuestionPage>
  );
}

function OneOnly({ onPress }: { onPress: () => void }) {
  return <TextKey onPress={onPress}>Only one, or I am not sure</TextKey>;
}

/** Laser and PRP come with something else. */
function needsList({ modalities }: Draft): boolean {
  return modalities.length > 1 || modalities.some((one) => one === "laser" || one === "prp");
}
