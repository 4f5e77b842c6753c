/** The page of one question: the way back, the dots that count, the question, and Continue. */
import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { SummaryLine } from "../components/errors.ts";
import { ErrorSummary, Form } from "../components/form.tsx";
import { Key } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { goTo } from "../navigation.ts";
import { problemsAt, QUESTIONS } from "./draft.ts";
import type { QuestionName } from "./draft.ts";
import { useDraft } from "./keeping.ts";

interface QuestionPageProps {
  question: QuestionName;
  title: string;
  hint?: string;
  /** What Continue does; by default it goes to the next question. */
  onContinue?: () => void;
  continueLabel?: string;
  isBusy?: boolean;
  /** True while an answer leads on and there is nothing to continue with yet. */
  goesOnByItself?: boolean;
  extra?: readonly SummaryLine[];
  children: (lines: readonly SummaryLine[]) => ComponentChildren;
}

export function QuestionPage(props: QuestionPageProps) {
  const { question, title, hint, onContinue, continueLabel = "Continue", isBusy = false, goesOnByItself, extra, children } = props;
  const { draft } = useDraft();
  // Found when Continue is pressed, and only then: a summary that changed with every letter would take the focus.
  const [found, setFound] = useState<readonly SummaryLine[]>([]);
  useEffect(() => setFound([]), [question]);
  const lines = useMemo(() => [...found, ...(extra ?? [])], [found, extra]);
  const send = () => {
    const problems = problemsAt(question, draft);
    setFound(problems);
    if (problems.length) return;
    if (onContinue) onContinue();
    else goTo(hrefOf(1, question));
  };
  return (
    <Page name="Begin" back={{ href: hrefOf(-1, question), to: "Back" }} aside={<Count question={question} />}>
      <Title class="page gap-4" page={question}>
        {title}
      </Title>
      {hint && <p class="quiet gap-3">{hint}</p>}
      <Form onSubmit={send}>
        <ErrorSummary lines={lines} />
        <div class="gap-5">{children(lines)}</div>
        {!goesOnByItself && (
          <div class="keys gap-6">
            <Key submits isMain isBusy={isBusy}>
              {continueLabel}
            </Key>
          </div>
        )}
      </Form>
    </Page>
  );
}

/** Where the question before or after this one is. */
export function hrefOf(step: 1 | -1, question: QuestionName): string {
  const next = QUESTIONS[QUESTIONS.indexOf(question) + step];
  return next ? `#/start/${next}` : "#/today";
}

/** One dot for each question: filled behind, warm here, rings ahead. */
export function Count({ question }: { question: QuestionName }) {
  const here = QUESTIONS.indexOf(question);
  return (
    <p class="count" role="img" aria-label={`Question ${here + 1} of ${QUESTIONS.length}`}>
      {QUESTIONS.map((name, index) => (
        <i
          key={name}
          class={`dot level-2 ${index < here ? "past" : ""} ${index === here ? "today still" : ""}`}
          style={index === here ? { "--share": "1" } : undefined}
        />
      ))}
    </p>
  );
}
