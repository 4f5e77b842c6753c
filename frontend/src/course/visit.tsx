/** One visit: what is known of it, and every change it allows. */
import { useState } from "preact/hooks";
import type { Plan, Visit, VisitDraft } from "../api/types.ts";
import { CallKey, Key, KeyLink } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { usePlan } from "../plan.tsx";
import { hrefTo } from "../router.ts";
import { zoneName } from "../words/dates.ts";
import { stateName, visitName } from "../words/names.ts";
import { EndForm } from "./end-form.tsx";
import { PreviewSheet } from "./preview-sheet.tsx";
import { changesFor, endWords, visitWhenLong } from "./visit-words.ts";
import type { VisitChange } from "./visit-words.ts";

interface Pending {
  title: string;
  yes: string;
  edit: VisitDraft;
}

const COURSE = { href: "#/course", to: "Course" };

export function VisitScreen({ plan, visitId }: { plan: Plan; visitId: string }) {
  const { now } = usePlan();
  const visit = visitIn(plan, visitId);
  if (!visit) return <GoneVisit />;
  const end = endWords(visit, now());
  return (
    <Page name="Visit" back={COURSE}>
      <p class="label">{stateName(visit.state)}</p>
      <Title class="page gap-2">{visitName(visit)}</Title>
      <p class="gap-3">{visitWhenLong(visit)}</p>
      {visit.zone !== plan.zone && <p class="quiet small">Clinic time, {zoneName(visit.zone)}</p>}
      {visit.place && <p class="quiet">{visit.place}</p>}
      {end && <p class="quiet gap-3">{end}</p>}
      {visit.warnings.map((warning) => (
        <p class="notice gap-4" key={warning}>
          {warning}
        </p>
      ))}
      <VisitKeys visit={visit} changes={changesFor(visit, now())} />
    </Page>
  );
}

export function visitIn(plan: Plan, visitId: string): Visit | null {
  return plan.courses.flatMap(({ visits }) => visits).find(({ id }) => id === visitId) ?? null;
}

export function GoneVisit() {
  return (
    <Page name="Visit" back={COURSE}>
      <Title class="page">This visit is not in your course</Title>
      <p class="quiet gap-3">It may have been removed on another device.</p>
    </Page>
  );
}

function VisitKeys({ visit, changes }: { visit: Visit; changes: VisitChange[] }) {
  const [pending, setPending] = useState<Pending | null>(null);
  const [isEndOpen, setEndOpen] = useState(false);
  const has = (change: VisitChange) => changes.includes(change);
  const change = hrefTo("visit", visit.id, "change");
  const ask = (title: string, yes: string, edit: VisitDraft) => () => setPending({ title, yes, edit });
  return (
    <div class="keys stacked gap-5">
      {has("book") && <KeyLink isMain href={change}>Book it</KeyLink>}
      {has("ended") && !isEndOpen && (
        <Key isMain={visit.state === "booked"} onPress={() => setEndOpen(true)}>
          {visit.ended_at ? "Correct the end" : "It ended at …"}
        </Key>
      )}
      {isEndOpen && <EndForm visit={visit} onDone={() => setEndOpen(false)} />}
      {has("did_not_happen") && (
        <Key onPress={ask("It did not happen?", "It did not happen", { state: "did_not_happen" })}>It did not happen</Key>
      )}
      {has("move") && !has("book") && <KeyLink href={change}>Move it</KeyLink>}
      {has("details") && !has("move") && <KeyLink href={change}>Change place or phone</KeyLink>}
      {visit.phone && <CallKey label="Call" phone={visit.phone} />}
      {has("cancel") && <Key onPress={ask(`Cancel ${visitName(visit).toLowerCase()}?`, "Cancel it", { state: "cancelled" })}>Cancel it</Key>}
      {has("restore") && (
        <Key onPress={ask("Set it back to booked?", "Set it back", { state: "booked" })}>Set it back to booked</Key>
      )}
      {pending && <PreviewSheet visit={visit} {...pending} no="Leave it" onClose={() => setPending(null)} />}
    </div>
  );
}
