/** The list twin of the field: every date of the course in words. */
import type { Plan } from "../api/types.ts";
import { Icon } from "../components/icons.tsx";
import { Page, Title } from "../components/page.tsx";
import { usePlan } from "../plan.tsx";
import { hrefTo } from "../router.ts";
import { dateIn, longDay } from "../words/dates.ts";
import { withYear } from "../words/year.ts";
import { datesOf } from "./dates-list.ts";
import type { DateEntry, DateGroup } from "./dates-list.ts";

export function CourseListScreen({ plan }: { plan: Plan }) {
  const { now } = usePlan();
  const groups = datesOf(plan, dateIn(plan.zone, now()));
  const past = groups.filter(({ isPast }) => isPast);
  const ahead = groups.filter(({ isPast }) => !isPast);
  return (
    <Page name="Course" back={{ href: "#/course", to: "Course" }}>
      <Title class="page">The course as a list</Title>
      <p class="quiet gap-3">Your visits, and the steps of the next 60 days.</p>
      {past.length > 0 && (
        <details class="gap-3">
          <summary>What lies behind you</summary>
          <DateGroups groups={past} />
        </details>
      )}
      <DateGroups groups={ahead} />
    </Page>
  );
}

export function DateGroups({ groups }: { groups: readonly DateGroup[] }) {
  const { now } = usePlan();
  return (
    <>
      {groups.map((group) => (
        <section key={group.on} class="gap-5">
          <h2>{withYear(longDay(group.on), group.on, now())}</h2>
          <ul class="rows gap-2">
            {group.entries.map((entry) => (
              <li key={entry.key}>
                <EntryRow entry={entry} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function EntryRow({ entry }: { entry: DateEntry }) {
  const words = (
    <>
      <span class="row-name">
        <bdi>{entry.words}</bdi>
      </span>
      <span class="row-value">{entry.time}</span>
    </>
  );
  if (!entry.visitId) return <div class="row">{words}</div>;
  return (
    <a class="row" href={hrefTo("visit", entry.visitId)}>
      {words}
      <Icon name="forward" />
    </a>
  );
}
