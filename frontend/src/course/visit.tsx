/** One visit: what is known of it, and what may be done about it. */
import type { Plan, Visit } from "../api/types.ts";
import { Page, Title } from "../components/page.tsx";
import { usePlan } from "../plan.tsx";
import { zoneName } from "../words/dates.ts";
import { visitStateName } from "../words/ended.ts";
import { visitName } from "../words/names.ts";
import { VisitKeys } from "./visit-keys.tsx";
import { ComePrepared, VisitRecord } from "./visit-record.tsx";
import { changesFor, endWords, visitWhenLong } from "./visit-words.ts";

const COURSE = { href: "#/course", to: "Course" };

export function VisitScreen({ plan, visitId }: { plan: Plan; visitId: string }) {
  const { now } = usePlan();
  const visit = visitIn(plan, visitId);
  if (!visit) return <GoneVisit />;
  const course = plan.courses.find(({ id }) => id === visit.course_id) ?? null;
  const end = endWords(visit, now());
  return (
    <Page name="Visit" back={COURSE}>
      <p class="label">{visitStateName(visit, course, now())}</p>
      <Title class="page gap-2">{visitName(visit)}</Title>
      <p class="gap-3">{visitWhenLong(visit, now())}</p>
      {visit.zone !== plan.zone && <p class="quiet small">Clinic time, {zoneName(visit.zone)}</p>}
      {visit.place && <p class="quiet">{visit.place}</p>}
      {end && <p class="quiet gap-3">{end}</p>}
      {visit.warnings.map((warning) => (
        <p class="notice gap-4" key={warning}>
          {warning}
        </p>
      ))}
      <ComePrepared visit={visit} />
      <VisitRecord visit={visit} />
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
