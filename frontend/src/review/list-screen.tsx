/** The list a patient shows or prints: every answer under its heading, and what to say first. */
import type { Course, Disclosure } from "../api/types.ts";
import { Waiting } from "../components/elsewhere.tsx";
import { Key, KeyLink } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { ProblemNote } from "../components/problem.tsx";
import { hrefTo } from "../router.ts";
import { areaName } from "../words/names.ts";
import { dateIn, fullDate } from "../words/dates.ts";
import { usePlan } from "../plan.tsx";
import { listOf, useKept } from "./kept.ts";

type Line = Disclosure["sections"][number]["lines"][number];

export function ListScreen({ course }: { course: Course }) {
  const { found, problem } = useKept(course.id, listOf);
  if (!found && !problem) return <Waiting />;
  return (
    <Page name="Your list" back={{ href: "#/course", to: "Course" }}>
      <Title class="page">Your list for the clinic</Title>
      <p class="quiet gap-3">Show it, or print it. It says what you told us, and decides nothing: your clinic does.</p>
      <ProblemNote problem={found ? null : problem} />
      {found && <Sheet course={course} list={found} />}
    </Page>
  );
}

function Sheet({ course, list }: { course: Course; list: Disclosure }) {
  const { plan } = usePlan();
  const first = list.sections.flatMap(({ lines }) => lines).filter(({ tell }) => tell);
  const isOpen = list.sections.some(({ lines }) => lines.some(({ said }) => said === null));
  // Under this heading the mark would say it twice.
  const unmarked = first.map((line) => ({ ...line, tell: false }));
  return (
    <>
      <p class="label gap-4">
        {areaName(course)}
        {list.changed_at && plan && `. Last changed on ${fullDate(dateIn(plan.zone, list.changed_at))}`}
      </p>
      {isOpen && (
        <div class="keys gap-4 unprinted">
          <KeyLink href={hrefTo("questions", course.id)}>Answer what is open</KeyLink>
        </div>
      )}
      {list.doubts.map((doubt) => (
        <p class="notice gap-4" key={doubt}>
          {doubt}
        </p>
      ))}
      {first.length > 0 && <Lines heading="Tell your clinic" lines={unmarked} />}
      {list.sections.map(({ heading, lines }) => (
        <Lines key={heading} heading={heading} lines={lines} />
      ))}
      <ListKeys />
    </>
  );
}

function ListKeys() {
  return (
    <div class="keys gap-5 unprinted">
      <Key onPress={() => window.print()}>Print it</Key>
      <KeyLink href="#/settings/answers">Change an answer</KeyLink>
    </div>
  );
}

function Lines({ heading, lines }: { heading: string; lines: readonly Line[] }) {
  return (
    <section class="gap-5">
      <h2>{heading}</h2>
      <dl class="told gap-2">
        {lines.map(({ question, asks, said, tell }) => (
          <div key={question}>
            <dt class="label">{asks}</dt>
            <dd class={said === null ? "quiet" : undefined}>
              <bdi>{said ?? "Not answered yet"}</bdi>
              {tell && <strong class="tell">Tell your clinic</strong>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
