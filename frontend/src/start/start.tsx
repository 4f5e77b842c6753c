/** The first run: one question a page, then the dates, then reminders; it goes on where it was left. */
import { useEffect, useMemo } from "preact/hooks";
import type { Plan } from "../api/types.ts";
import { Elsewhere, Waiting } from "../components/elsewhere.tsx";
import { Key } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { usePlan } from "../plan.tsx";
import { hrefTo } from "../router.ts";
import { AreaPage } from "./area-page.tsx";
import { AREA } from "./asked.ts";
import { DatesPage } from "./dates-page.tsx";
import { DATES, FIRST, firstRun, firstUnanswered, MODALITY, pagesOf, REMINDERS } from "./draft.ts";
import { FirstDatePage } from "./first-date-page.tsx";
import { DraftContext, useDraft, useKeptDraft } from "./keeping.ts";
import { ModalityPage } from "./modality-page.tsx";
import { OneQuestionPage } from "./one-question-page.tsx";
import { useQuestions } from "./questions.ts";
import { RemindersPage } from "./reminders-page.tsx";

export function StartScreen({ question, plan }: { question: string; plan: Plan }) {
  const { questions, problem, ask } = useQuestions();
  const { draft, change, forget } = useKeptDraft();
  const pages = useMemo(() => pagesOf(questions ?? []), [questions]);
  const control = useMemo(() => draft && questions && { draft, questions, pages, change, forget }, [draft, questions, pages, change, forget]);
  if (problem && !questions) return <NoQuestions sentence={problem.message} onAgain={ask} />;
  if (!control) return <Waiting />;
  return (
    <DraftContext.Provider value={control}>
      <StartPage page={question} plan={plan} />
    </DraftContext.Provider>
  );
}

function StartPage({ page, plan }: { page: string; plan: Plan }) {
  const { draft, questions, pages, forget } = useDraft();
  const isMade = plan.courses.some(({ id }) => id === draft.id);
  useEffect(() => {
    if (isMade) forget();
  }, [isMade]);
  if (page === DATES && plan.courses.length) return <DatesPage plan={plan} />;
  if (page === REMINDERS && plan.courses.length) return <RemindersPage />;
  if (isMade) return <Elsewhere href={hrefTo("start", DATES)} />;
  const open = firstUnanswered(pages, draft) ?? FIRST;
  const isAhead = !pages.includes(page) || pages.indexOf(page) > pages.indexOf(open);
  if (isAhead) return <Elsewhere href={hrefTo("start", open)} />;
  if (page === MODALITY) return <ModalityPage />;
  if (page === FIRST) return <FirstDatePage />;
  const question = firstRun(questions).find(({ id }) => id === page);
  // A plan installed by a clinic may ask for one area only.
  if (question?.id === AREA && question.kind === "several") return <AreaPage question={question} />;
  return question ? <OneQuestionPage question={question} key={page} /> : <Elsewhere href={hrefTo("start", open)} />;
}

function NoQuestions({ sentence, onAgain }: { sentence: string; onAgain: () => void }) {
  const { refresh } = usePlan();
  const again = () => {
    onAgain();
    void refresh();
  };
  return (
    <Page name="Begin">
      <Title class="page gap-5">We cannot reach Stipple just now</Title>
      <p class="quiet gap-3">{sentence}</p>
      <div class="keys gap-5">
        <Key isMain onPress={again}>
          Try again
        </Key>
      </div>
    </Page>
  );
}
