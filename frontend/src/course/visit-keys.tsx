/** Every change a visit allows, each shown in a preview before it is made. */
import { useState } from "preact/hooks";
import type { Visit, VisitDraft } from "../api/types.ts";
import { Key, KeyLink } from "../components/keys.tsx";
import { hrefTo } from "../router.ts";
import { CallKey } from "../today/call-key.tsx";
import { visitNameWithin } from "../words/names.ts";
import { EndForm } from "./end-form.tsx";
import { PreviewSheet } from "./preview-sheet.tsx";
import type { VisitChange } from "./visit-words.ts";

interface Question {
  title: string;
  yes: string;
  edit: VisitDraft;
}

interface VisitKeysProps {
  visit: Visit;
  changes: readonly VisitChange[];
}

export function VisitKeys({ visit, changes }: VisitKeysProps) {
  const [asked, setAsked] = useState<Question | null>(null);
  return (
    <div class="keys stacked gap-5">
      <EndKey visit={visit} changes={changes} />
      <DateKeys visit={visit} changes={changes} />
      {visit.phone && <CallKey label="Call" phone={visit.phone} />}
      {questionsFor(visit, changes).map((question) => (
        <Key key={question.yes} onPress={() => setAsked(question)}>
          {question.yes}
        </Key>
      ))}
      {asked && <PreviewSheet visit={visit} {...asked} no="Leave it" onClose={() => setAsked(null)} />}
    </div>
  );
}

function EndKey({ visit, changes }: VisitKeysProps) {
  const [isOpen, setOpen] = useState(false);
  if (!changes.includes("ended")) return null;
  if (isOpen) return <EndForm visit={visit} onDone={() => setOpen(false)} />;
  return (
    <Key isMain={visit.state === "booked"} onPress={() => setOpen(true)}>
      {visit.ended_at ? "Correct the end" : "It ended at …"}
    </Key>
  );
}

function DateKeys({ visit, changes }: VisitKeysProps) {
  const page = hrefTo("visit", visit.id, "change");
  if (changes.includes("book")) return <KeyLink isMain href={page}>Book it</KeyLink>;
  if (changes.includes("move")) return <KeyLink href={page}>Move it</KeyLink>;
  return changes.includes("details") ? <KeyLink href={page}>Change place or phone</KeyLink> : null;
}

/** What is only asked and answered, without a form. */
function questionsFor(visit: Visit, changes: readonly VisitChange[]): Question[] {
  const name = visitNameWithin(visit);
  const all: [VisitChange, Question][] = [
    ["did_not_happen", { title: `Did ${name} not happen?`, yes: "It did not happen", edit: { state: "did_not_happen" } }],
    ["cancel", { title: `Cancel ${name}?`, yes: "Cancel it", edit: { state: "cancelled" } }],
    ["restore", { title: `Set ${name} back to booked?`, yes: "Set it back to booked", edit: { state: "booked" } }],
  ];
  return all.filter(([change]) => changes.includes(change)).map(([, question]) => question);
}
