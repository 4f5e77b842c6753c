/** The fields of a question that takes more than one tap: several, a number, a date, or words. */
import type { Question } from "../api/types.ts";
import { Choices, Field } from "../components/form.tsx";
import type { Option } from "../components/form.tsx";
import { AREA, chosenOf, inOrder, joined, NONE, optionsOf, toggledWithNone } from "./asked.ts";

interface AnswerFieldsProps {
  question: Question;
  /** As it is sent: values joined by commas, digits, a date, or words. */
  value: string;
  onChange: (value: string) => void;
  error: string | null;
}

const LONGEST = 500;

export function AnswerFields({ question, value, onChange, error }: AnswerFieldsProps) {
  if (question.kind === "several") return <Several question={question} value={value} onChange={onChange} error={error} />;
  const isNumber = question.kind === "number";
  return (
    <Field
      id={question.id}
      label="Your answer"
      type={question.kind === "date" ? "date" : "text"}
      autoComplete="off"
      isNarrow={isNumber}
      {...(isNumber && { inputMode: "numeric" as const })}
      value={value}
      onInput={(typed) => onChange(isNumber ? typed.replace(/\D/g, "") : typed.slice(0, LONGEST))}
      error={error}
    />
  );
}

function Several({ question, value, onChange, error }: AnswerFieldsProps) {
  const options: readonly Option<string>[] = [
    ...optionsOf(question).map((option) => ({ ...option, value: String(option.value) })),
    ...(question.id === AREA ? [] : [{ value: NONE, label: "None of these" }]),
  ];
  const chosen = chosenOf(value);
  const choose = (values: string[]) => {
    const next = toggledWithNone(chosen, values);
    onChange(next.length ? joined(inOrder(question, next)) : "");
  };
  return <Choices id={question.id} legend={question.asks} options={options} chosen={chosen} onChoose={choose} error={error} />;
}
