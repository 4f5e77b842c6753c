/** Which areas are treated: one tap for most, a list to tick for whoever has several treated. */
import { useState } from "preact/hooks";
import type { AnswerValue, Question } from "../api/types.ts";
import { errorAt } from "../components/errors.ts";
import { Answers } from "../components/form.tsx";
import type { Option } from "../components/form.tsx";
import { TextKey } from "../components/keys.tsx";
import { goTo } from "../navigation.ts";
import { AnswerFields } from "./answer-fields.tsx";
import { chosenOf, optionsOf } from "./asked.ts";
import { useDraft } from "./keeping.ts";
import { SEVERAL } from "./options.ts";
import { hrefBeside, QuestionPage } from "./question-page.tsx";

export function AreaPage({ question }: { question: Question }) {
  const { draft, change } = useDraft();
  const said = String(draft.facts[question.id] ?? "");
  const [isSeveral, setSeveral] = useState(chosenOf(said).length > 1);
  const say = (area: string) => change({ facts: { ...draft.facts, [question.id]: area } });
  if (!isSeveral) return <OneArea question={question} said={said} onSay={say} onSeveral={() => setSeveral(true)} />;
  const backToOne = () => {
    say("");
    setSeveral(false);
  };
  return (
    <QuestionPage page={question.id} title={question.asks} hint="Tick each area that is treated." below={<TextKey onPress={backToOne}>Only one area</TextKey>}>
      {(lines) => <AnswerFields question={question} value={said} onChange={say} error={errorAt(lines, question.id)} />}
    </QuestionPage>
  );
}

interface OneAreaProps {
  question: Question;
  said: string;
  onSay: (area: string) => void;
  onSeveral: () => void;
}

function OneArea({ question, said, onSay, onSeveral }: OneAreaProps) {
  const { pages } = useDraft();
  const options: readonly Option<AnswerValue>[] = [...optionsOf(question), { value: SEVERAL, label: "More than one area" }];
  const answer = (value: AnswerValue) => {
    if (value === SEVERAL) return onSeveral();
    onSay(String(value));
    goTo(hrefBeside(1, question.id, pages));
  };
  return (
    <QuestionPage page={question.id} title={question.asks} hint={`${question.why} More than one? That is the last answer.`} goesOnByItself={said === ""}>
      {() => <Answers legend={question.asks} options={options} chosen={said === "" ? null : said} onAnswer={answer} />}
    </QuestionPage>
  );
}
