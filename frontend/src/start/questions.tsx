/** The questions of the first run that are one choice each. */
import { errorAt } from "../components/errors.ts";
import { Answers, Choice, Choices, Field } from "../components/form.tsx";
import type { Option } from "../components/form.tsx";
import { ZoneField } from "../components/zone-field.tsx";
import { goTo } from "../navigation.ts";
import { isIntimate, usualSessions } from "./draft.ts";
import type { Draft, Modality, QuestionName } from "./draft.ts";
import { useDraft } from "./keeping.ts";
import { AREAS, MODALITIES, RETINOIDS, TONES, UNKNOWN_MODALITY, YES_NO } from "./options.ts";
import { hrefOf, QuestionPage } from "./question-page.tsx";

interface OneChoiceProps<Value> {
  question: QuestionName;
  title: string;
  hint?: string;
  options: readonly Option<Value>[];
  chosen: Value | null;
  edit: (value: Value) => Partial<Draft>;
}

/** The answer itself goes on to the next question: one tap instead of two. */
function OneChoice<Value extends string | number | boolean>(props: OneChoiceProps<Value>) {
  const { question, title, hint, options, chosen, edit } = props;
  const { change } = useDraft();
  const answer = (value: Value) => {
    change(edit(value));
    goTo(hrefOf(1, question));
  };
  return (
    <QuestionPage question={question} title={title} goesOnByItself={chosen === null} {...(hint && { hint })}>
      {() => <Answers legend={title} options={options} chosen={chosen} onAnswer={answer} />}
    </QuestionPage>
  );
}

export function AreaQuestion() {
  const { draft } = useDraft();
  return (
    <OneChoice
      question="area"
      title="Which area is treated?"
      hint="If there are several, choose the one that needs most care. You can add another course later."
      options={AREAS}
      chosen={draft.area}
      edit={(area) => ({ area, sessions: String(usualSessions(area)) })}
    />
  );
}

export function ModalityQuestion() {
  const { draft, change } = useDraft();
  const title = "What does your clinic use?";
  const chosen: (Modality | typeof UNKNOWN_MODALITY)[] = draft.isModalityUnknown ? [UNKNOWN_MODALITY] : draft.modalities;
  const choose = (values: typeof chosen) => {
    const isUnknown = values.includes(UNKNOWN_MODALITY) && !draft.isModalityUnknown;
    const known = values.filter((value) => value !== UNKNOWN_MODALITY);
    change({ isModalityUnknown: isUnknown, modalities: isUnknown ? [] : known });
  };
  return (
    <QuestionPage question="modality" title={title} hint="Choose all that fit. Your clinic's sheet names it.">
      {(lines) => (
        <Choices
          id="modality"
          legend={title}
          options={MODALITIES}
          chosen={chosen}
          onChoose={choose}
          error={errorAt(lines, "modality")}
        />
      )}
    </QuestionPage>
  );
}

export function RetinoidQuestion() {
  const { draft } = useDraft();
  return (
    <OneChoice
      question="retinoid"
      title="Do you use a retinoid on the area?"
      hint="A night cream or gel such as retinol, retinal, adapalene or tretinoin. The name is on the tube."
      options={RETINOIDS}
      chosen={draft.retinoid}
      edit={(retinoid) => ({ retinoid })}
    />
  );
}

export function ActivesQuestion() {
  const { draft } = useDraft();
  return (
    <OneChoice
      question="actives"
      title="Do you use other strong skincare there?"
      hint="Acids, scrubs, vitamin C or benzoyl peroxide. We ask if your skin is calm before they come back."
      options={YES_NO}
      chosen={draft.actives}
      edit={(actives) => ({ actives })}
    />
  );
}

export function ToneQuestion() {
  const { draft } = useDraft();
  return (
    <OneChoice
      question="tone"
      title="Which words fit your skin?"
      hint="Some skin gets dark marks more easily. Then sun care starts earlier. Nothing else depends on it."
      options={TONES}
      chosen={draft.tone}
      edit={(tone) => ({ tone })}
    />
  );
}

export function DarkMarksQuestion() {
  const { draft } = useDraft();
  return (
    <OneChoice
      question="dark-marks"
      title="Has your skin ever kept dark marks?"
      hint="After spots, cuts or sun, for weeks or longer. They can come back after a session, so sun care starts earlier."
      options={YES_NO}
      chosen={draft.darkMarks}
      edit={(darkMarks) => ({ darkMarks })}
    />
  );
}

export function PhotosQuestion() {
  const { draft } = useDraft();
  const hint = isIntimate(draft.area)
    ? "Change is slow, and photos in the same light show it. For this area many people say no. Nobody sees them but you."
    : "Change is slow, and photos in the same light show it. Nobody sees them but you.";
  return (
    <OneChoice
      question="photos"
      title="Would you like reminders to take photos?"
      hint={hint}
      options={YES_NO}
      chosen={draft.photos}
      edit={(photos) => ({ photos })}
    />
  );
}

export function FirstQuestion() {
  const { draft, change } = useDraft();
  return (
    <QuestionPage question="first" title="When is your first session?" hint="If you are in the middle of a course, enter your next one.">
      {(lines) => (
        <>
          <Choice
            id="has-date"
            legend="Do you have a date?"
            options={[
              { value: true, label: "I have a date" },
              { value: false, label: "Not yet" },
            ]}
            chosen={draft.hasDate}
            onChoose={(hasDate) => change({ hasDate })}
            error={errorAt(lines, "has-date")}
          />
          {draft.hasDate && <FirstFields draft={draft} change={change} errorOf={(field) => errorAt(lines, field)} />}
        </>
      )}
    </QuestionPage>
  );
}

interface FirstFieldsProps {
  draft: Draft;
  change: (edit: Partial<Draft>) => void;
  errorOf: (field: string) => string | null;
}

function FirstFields({ draft, change, errorOf }: FirstFieldsProps) {
  return (
    <div class="stack gap-5">
      <div class="side-by-side">
        <Field id="date" label="Day" type="date" value={draft.date} onInput={(date) => change({ date })} error={errorOf("date")} />
        <Field id="time" label="Time" type="time" value={draft.time} onInput={(time) => change({ time })} error={errorOf("time")} />
      </div>
      <Field
        id="place"
        label="Place"
        hint="You may leave this empty"
        autoComplete="off"
        value={draft.place}
        onInput={(place) => change({ place })}
      />
      <Field
        id="phone"
        label="Phone number of the clinic"
        hint="So that you can call with one tap"
        type="tel"
        autoComplete="off"
        value={draft.phone}
        onInput={(phone) => change({ phone })}
      />
      <details>
        <summary>The clinic is in another time zone</summary>
        <ZoneField id="zone" label="Time zone of the clinic" value={draft.zone} onInput={(zone) => change({ zone })} />
      </details>
    </div>
  );
}
