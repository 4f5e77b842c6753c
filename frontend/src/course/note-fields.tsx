/** The fields for what was done at a visit, in the words of the course's own protocol. */
import type { Question, Visit } from "../api/types.ts";
import { Field, TextArea } from "../components/form.tsx";
import type { Said } from "../today/acting.ts";

const LINES = ["device", "needle_depth", "area_treated", "products_given"];
const ELSE = "how_it_went";
const LONGEST = 500;

export type Notes = Record<string, string>;

/** What the visit's record says already. */
export function notesOf(visit: Visit): Notes {
  return Object.fromEntries(visit.record.map(({ question, said }) => [question, said]));
}

/** The notes that were changed; an emptied one is sent too, so that it is gone. */
export function changedNotes(visit: Visit, notes: Notes): Said[] {
  const before = notesOf(visit);
  const asked = [...LINES, ELSE].filter((question) => (notes[question] ?? "").trim() !== (before[question] ?? ""));
  return asked.map((question) => ({ question, value: (notes[question] ?? "").trim() }));
}

interface NoteFieldsProps {
  questions: readonly Question[] | null;
  notes: Notes;
  onNotes: (notes: Notes) => void;
}

export function NoteFields({ questions, notes, onNotes }: NoteFieldsProps) {
  const asked = questions?.filter(({ id }) => LINES.includes(id)) ?? [];
  const put = (question: string, text: string) => onNotes({ ...notes, [question]: text.slice(0, LONGEST) });
  return (
    <>
      {asked.map(({ id, asks }) => (
        <Field key={id} id={id} label={asks} autoComplete="off" value={notes[id] ?? ""} onInput={(text) => put(id, text)} />
      ))}
      <TextArea
        id="notes"
        label="Notes, if you like"
        hint="What to use tonight, who to call, how it felt"
        value={notes[ELSE] ?? ""}
        onInput={(text) => put(ELSE, text)}
      />
    </>
  );
}
