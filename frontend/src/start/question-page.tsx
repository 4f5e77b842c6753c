/** The page of one question: the way back, the dots that count, the question, and Continue. */
import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { SummaryLine } from "../components/errors.ts";
import { ErrorSummary, Form } from "../components/form.tsx";
import { Key } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { goTo } from "../navigation.ts";
import { hrefTo } from "../router.ts";
import { problemsAt } from "./draft.ts";
import { useDraft } from "./keeping.ts";

interface QuestionPageProps {
  page: string;
  title: string;
  hint?: string | undefined;
  /** What Continue does; by default it goes to the next page. */
  onContinue?: () => void;
  continueLabel?: string;
  isBusy?: boolean;
  /** True while an answer leads on and there is nothing to continue with yet. */
  goesOnByItself?: boolean;
  extra?: readonly SummaryLine[];
  /** What else may be pressed, under Continue. */
  below?: ComponentChildren;
  children: (lines: readonly SummaryLine[]) => ComponentChildren;
}

export function QuestionPage(props: QuestionPageProps) {
  const { page, title, hint, onContinue, continueLabel = "Continue", isBusy = false, goesOnByItself, extra, below, children } = props;
  const { pages } = useDraft();
  const { lines, send } = useSending(page, extra, onContinue ?? (() => goTo(hrefBeside(1, page, pages))));
  return (
    <Page name="Begin" back={wayBack(page, pages)} aside={<Count page={page} />}>
      <Title class="page gap-4" page={page}>
        {title}
      </Title>
      {hint && <p class="quiet gap-3">{hint}</p>}
      <Form onSubmit={send}>
        <ErrorSummary lines={lines} />
        <div class="gap-5">{children(lines)}</div>
        {!goesOnByItself && (
          <div class="keys stacked gap-6">
            <Key submits isMain isBusy={isBusy}>
              {continueLabel}
            </Key>
            {below}
          </div>
        )}
      </Form>
    </Page>
  );
}

/** What is wrong on the page, found when Continue is pressed: a summary that changed with every letter would take the focus. */
function useSending(page: string, extra: readonly SummaryLine[] | undefined, goOn: () => void) {
  const { draft } = useDraft();
  const [found, setFound] = useState<readonly SummaryLine[]>([]);
  useEffect(() => setFound([]), [page]);
  // What was wrong the last time it was sent is not said again beside what is wrong now.
  const lines = useMemo(() => (found.length ? found : (extra ?? [])), [found, extra]);
  const send = () => {
    const problems = problemsAt(page, draft);
    setFound(problems);
    if (problems.length === 0) goOn();
  };
  return { lines, send };
}

/** From the first page it is the rest of the app: the way to "Something worries me", to Settings, to the first course. */
function wayBack(page: string, pages: readonly string[]) {
  if (pages.indexOf(page) > 0) return { href: hrefBeside(-1, page, pages), to: "Back" };
  return { href: "#/today", to: "Today" };
}

/** Where the page before or after this one is. */
export function hrefBeside(step: 1 | -1, page: string, pages: readonly string[]): string {
  const next = pages[pages.indexOf(page) + step];
  return next ? hrefTo("start", next) : "#/today";
}

/** One dot for each page: filled behind, warm here, rings ahead. */
export function Count({ page }: { page: string }) {
  const { pages } = useDraft();
  const here = pages.indexOf(page);
  return (
    <p class="count" role="img" aria-label={`Step ${here + 1} of ${pages.length}`}>
      {pages.map((name, index) => (
        <i
          key={name}
          class={`dot level-2 ${index < here ? "past" : ""} ${index === here ? "today still" : ""}`}
          style={index === here ? { "--share": "1" } : undefined}
        />
      ))}
    </p>
  );
}
