/** Booking, moving or correcting a visit: the form, then the preview, then the change. */
import { useState } from "preact/hooks";
import type { Plan, Visit, VisitDraft } from "../api/types.ts";
import { useChecking } from "../components/checking.ts";
import { ErrorSummary, Form } from "../components/form.tsx";
import { SubmitKey } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { goBack } from "../navigation.ts";
import { useTypedForm } from "../offline/typed-form.ts";
import { usePlan } from "../plan.tsx";
import { hrefTo } from "../router.ts";
import { dayMonth, startParts } from "../words/dates.ts";
import { visitName, visitNameWithin } from "../words/names.ts";
import { withYear } from "../words/year.ts";
import { PreviewSheet } from "./preview-sheet.tsx";
import { draftOf, formOfVisit, problemsOf } from "./visit-draft.ts";
import { VisitFields } from "./visit-fields.tsx";
import { GoneVisit, visitIn } from "./visit.tsx";
import { visitWhenLong } from "./visit-words.ts";

export function ChangeVisitScreen({ plan, visitId }: { plan: Plan; visitId: string }) {
  const visit = visitIn(plan, visitId);
  return visit ? <ChangeVisit visit={visit} key={visit.id} /> : <GoneVisit />;
}

function ChangeVisit({ visit }: { visit: Visit }) {
  const { form, change } = useTypedForm(`change-visit-${visit.id}`, () => formOfVisit(visit));
  const [edit, setEdit] = useState<VisitDraft | null>(null);
  const { lines, passes } = useChecking(() => problemsOf(form), null, []);
  const look = () => {
    if (passes()) setEdit({ ...draftOf(form), ...(visit.state === "proposed" && { state: "booked" }) });
  };
  return (
    <Page name="Visit" back={{ href: hrefTo("visit", visit.id), to: visitName(visit) }}>
      <Heading visit={visit} />
      <Form onSubmit={look}>
        <ErrorSummary lines={lines} />
        <VisitFields form={form} onChange={change} lines={lines} />
        <SubmitKey>See what changes</SubmitKey>
      </Form>
      {edit && <Preview visit={visit} edit={edit} onClose={() => setEdit(null)} />}
    </Page>
  );
}

function Heading({ visit }: { visit: Visit }) {
  const isProposed = visit.state === "proposed";
  return (
    <>
      <Title class="page">{isProposed ? `Book ${visitNameWithin(visit)}` : `Change ${visitNameWithin(visit)}`}</Title>
      <p class="quiet gap-3">
        {isProposed ? "Enter the date your clinic gave you." : "Agree the date with your clinic first. Then change it here."}
      </p>
    </>
  );
}

function Preview({ visit, edit, onClose }: { visit: Visit; edit: VisitDraft; onClose: () => void }) {
  const { now } = usePlan();
  const isProposed = visit.state === "proposed";
  const { on } = startParts(visit.start);
  return (
    <PreviewSheet
      visit={visit}
      title={`${visitName(visit)} on ${visitWhenLong({ start: edit.start ?? visit.start }, now())}`}
      yes={yesFor(visit, edit)}
      no={isProposed ? "Not yet" : `Keep ${withYear(dayMonth(on), on, now())}`}
      edit={edit}
      onClose={onClose}
      onMade={() => goBack(hrefTo("visit", visit.id))}
    />
  );
}

function yesFor(visit: Visit, edit: VisitDraft): string {
  if (visit.state === "proposed") return "Book it";
  return edit.start === visit.start ? "Save it" : "Move it";
}
