/** What a course costs: what was paid at each visit, the total, and what is left. */
import type { Course, Review, Visit } from "../api/types.ts";
import { Waiting } from "../components/elsewhere.tsx";
import { RowLink } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { ProblemNote } from "../components/problem.tsx";
import { visitWhen } from "../course/visit-words.ts";
import { usePlan } from "../plan.tsx";
import { hrefTo } from "../router.ts";
import { visitName } from "../words/names.ts";
import { aheadWords, amountWords } from "./amounts.ts";
import { reviewOf, useKept } from "./kept.ts";

type Costs = Review["costs"];

export function CostsScreen({ course }: { course: Course }) {
  const { found, problem } = useKept(course.id, reviewOf);
  if (!found && !problem) return <Waiting />;
  return (
    <Page name="Costs" back={{ href: "#/course", to: "Course" }}>
      <Title class="page">What you paid</Title>
      <ProblemNote problem={found ? null : problem} />
      {found && <Total costs={found.costs} />}
      {found && <Visits course={course} costs={found.costs} />}
    </Page>
  );
}

function Total({ costs }: { costs: Costs }) {
  const ahead = aheadWords(costs.left, costs.usual, costs.ahead, costs.currency);
  return (
    <>
      <p class="gap-4">
        <span class="label">So far</span>
        <br />
        <strong class="figures sum">{amountWords(costs.total, costs.currency)}</strong>
      </p>
      {ahead && <p class="quiet gap-3">{ahead}</p>}
    </>
  );
}

function Visits({ course, costs }: { course: Course; costs: Costs }) {
  const { now } = usePlan();
  const rows = costs.paid.flatMap((paid) => {
    const visit = course.visits.find(({ id }) => id === paid.visit_id);
    return visit ? [{ visit, paid }] : [];
  });
  if (!rows.length) return <p class="quiet gap-4">Once a visit has happened, you can note what it cost.</p>;
  return (
    <ul class="rows gap-5">
      {rows.map(({ visit, paid }) => (
        <li key={visit.id}>
          <RowLink
            href={hrefTo("visit", visit.id, "costs")}
            name={rowName(visit, now())}
            value={isNoted(paid) ? amountWords(paid.total, costs.currency) : "Not noted yet"}
          />
        </li>
      ))}
    </ul>
  );
}

const rowName = (visit: Visit, now: string): string => `${visitName(visit)}, ${visitWhen(visit, now)}`;

const isNoted = ({ session, kit, travel }: Costs["paid"][number]): boolean => [session, kit, travel].some((part) => part !== null);
