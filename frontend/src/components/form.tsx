/** Questions and answers: labelled fields, choices, and a summary of what is wrong with them. */
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import type { SummaryLine } from "./errors.ts";

/** All problems of a form, each linked to its field; takes the focus when it appears, and the page's name says so. */
export function ErrorSummary({ lines }: { lines: readonly SummaryLine[] }) {
  const box = useRef<HTMLDivElement>(null);
  const title = useId();
  useEffect(() => {
    if (!lines.length) return;
    box.current?.focus();
    return markTitle();
  }, [lines]);
  if (!lines.length) return null;
  return (
    <div class="problem gap-4" role="alert" tabIndex={-1} ref={box} aria-labelledby={title}>
      <h2 id={title}>There is a problem</h2>
      <ul>
        {lines.map(({ field, sentence }, index) => (
          <li key={index}>{field ? <ErrorLink field={field} sentence={sentence} /> : sentence}</li>
        ))}
      </ul>
    </div>
  );
}

/** Lets the browser's tab, and whoever hears its name, know of a problem, until it is mended. */
function markTitle(): () => void {
  document.title = `${ERROR}${document.title}`;
  return () => {
    if (document.title.startsWith(ERROR)) document.title = document.title.slice(ERROR.length);
  };
}

const ERROR = "Error: ";

function ErrorLink({ field, sentence }: { field: string; sentence: string }) {
  return (
    <a
      href={location.hash}
      onClick={(event) => {
        event.preventDefault();
        leadTo(field);
      }}
    >
      {sentence}
    </a>
  );
}

/** Puts the focus on a field and its question in view; what is folded away is opened first. */
function leadTo(field: string): void {
  const input = document.getElementById(field);
  const fold = input?.closest("details");
  if (fold) fold.open = true;
  input?.closest(".field-group, fieldset")?.scrollIntoView();
  input?.focus({ preventScroll: true });
}

interface FieldProps {
  id: string;
  label: string;
  value: string;
  onInput: (value: string) => void;
  hint?: string | undefined;
  error?: string | null;
  type?: "text" | "password" | "email" | "date" | "time" | "tel";
  autoComplete?: string;
  isNarrow?: boolean;
  inputMode?: "numeric" | "tel" | "email" | "text";
  min?: string;
  max?: string;
}

export function Field(props: FieldProps) {
  const { id, label, value, onInput, hint, error, type = "text", isNarrow, ...rest } = props;
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div class="field-group">
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <FieldError id={id} error={error} />
      <input
        {...rest}
        id={id}
        name={id}
        // Preact types each kind of input apart; which one this is, is known only when it runs.
        type={type as "text"}
        class={isNarrow ? "input narrow" : "input"}
        value={value}
        aria-invalid={error ? "true" : undefined}
        aria-describedby={described || undefined}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </div>
  );
}

interface TextAreaProps {
  id: string;
  label: string;
  hint: string;
  value: string;
  onInput: (value: string) => void;
}

const LONGEST_NOTE = 500;

export function TextArea({ id, label, hint, value, onInput }: TextAreaProps) {
  return (
    <div class="field-group">
      <label for={id}>{label}</label>
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
      <textarea
        id={id}
        class="input"
        rows={4}
        maxLength={LONGEST_NOTE}
        value={value}
        aria-describedby={`${id}-hint`}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </div>
  );
}

export function FieldError({ id, error }: { id: string; error?: string | null | undefined }) {
  if (!error) return null;
  return (
    <p class="field-error" id={`${id}-error`}>
      <span class="unseen">Error: </span>
      {error}
    </p>
  );
}

export interface Option<Value> {
  value: Value;
  label: string;
  hint?: string;
}

interface ChoiceProps<Value> {
  /** The id of the first answer, where an error summary leads. */
  id: string;
  legend: string;
  isLegendSeen?: boolean;
  options: readonly Option<Value>[];
  chosen: Value | null;
  onChoose: (value: Value) => void;
  error?: string | null;
}

/** One answer of several. */
export function Choice<Value extends string | number | boolean>(props: ChoiceProps<Value>) {
  const { id, legend, isLegendSeen, options, chosen, onChoose, error } = props;
  return (
    <fieldset class="answers" aria-describedby={error ? `${id}-error` : undefined}>
      <legend class={isLegendSeen ? "field-label" : "unseen"}>{legend}</legend>
      <FieldError id={id} error={error} />
      {options.map((option, index) => (
        <label key={String(option.value)}>
          <input
            type="radio"
            id={index === 0 ? id : undefined}
            name={id}
            checked={chosen === option.value}
            onChange={() => onChoose(option.value)}
          />
          <OptionWords option={option} />
        </label>
      ))}
    </fieldset>
  );
}

interface AnswersProps<Value> {
  legend: string;
  options: readonly Option<Value>[];
  /** What was answered before. */
  chosen: Value | null;
  onAnswer: (value: Value) => void;
}

/** One answer of several, each a key of its own that leads on. */
export function Answers<Value extends string | number | boolean>({ legend, options, chosen, onAnswer }: AnswersProps<Value>) {
  return (
    <div class="answers" role="group" aria-label={legend}>
      {options.map((option) => (
        <button
          type="button"
          key={String(option.value)}
          aria-pressed={chosen === option.value}
          onClick={() => onAnswer(option.value)}
        >
          <i class="ring" />
          <OptionWords option={option} />
        </button>
      ))}
    </div>
  );
}

interface ChoicesProps<Value> {
  id: string;
  legend: string;
  options: readonly Option<Value>[];
  chosen: readonly Value[];
  onChoose: (values: Value[]) => void;
  error?: string | null;
}

/** Any number of several answers. */
export function Choices<Value extends string>(props: ChoicesProps<Value>) {
  const { id, legend, options, chosen, onChoose, error } = props;
  const toggled = (value: Value) =>
    chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
  return (
    <fieldset class="answers" aria-describedby={error ? `${id}-error` : undefined}>
      <legend class="unseen">{legend}</legend>
      <FieldError id={id} error={error} />
      {options.map((option, index) => (
        <label key={option.value}>
          <input
            type="checkbox"
            id={index === 0 ? id : undefined}
            name={id}
            checked={chosen.includes(option.value)}
            onChange={() => onChoose(toggled(option.value))}
          />
          <OptionWords option={option} />
        </label>
      ))}
    </fieldset>
  );
}

function OptionWords({ option }: { option: Option<string | number | boolean> }) {
  return (
    <>
      <span>{option.label}</span>
      {option.hint && <small>{option.hint}</small>}
    </>
  );
}

/** A form that never leaves the page. */
export function Form({ onSubmit, children }: { onSubmit: () => void; children: ComponentChildren }) {
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}
