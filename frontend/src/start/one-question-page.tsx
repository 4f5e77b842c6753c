/** One question of the protocol on a page of the first run: a closed answer itself goes on to the next. */
import type { AnswerValue, Question } from "../api/types.ts";
import { errorAt } from "../components/errors.ts";
import { Answers } from "../components/form.tsx";
import { goTo } from "../navigation.ts";
import { AnswerFields } from "./answer-fields.tsx";
import { optionsWithUnsure } from "./asked.ts";
import { useDraft } from "./keeping.ts";
import { hrefBeside, QuestionPage } from "./question-page.tsx";

export function OneQuestionPage({ question }: { question: Question }) {
  const { draft, pages, change } = useDraft();
  const said = draft.facts[question.id];
  const isClosed = question.kind === "choice" || question.kind === "bool";
  const say = (value: AnswerValue) => change({ facts: { ...draft.facts, [question.id]: value } });
  const answer = (value: AnswerValue) => {
    say(value);
    goTo(hrefBeside(1, question.id, pages));
  };
  return (
    <QuestionPage page={question.id} title={question.asks} hint={question.why} goesOnByItself={isClosed && said === undefined}>
      {(lines) =>
        isClosed ? (
          <Answers legend={question.asks} options={optionsWithUnsure(question)} chosen={said ?? null} onAnswer={answer} />
        ) : (
          <AnswerFields question={question} value={String(said ?? "")} onChange={say} error={errorAt(lines, question.id)} />
        )
      }
    </QuestionPage>
  );
}
