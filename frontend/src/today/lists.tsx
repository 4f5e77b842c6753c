/** What stands under the step of now: other steps, what waits, what is done, and what comes. */
import type { Item, Plan } from "../api/types.ts";
import { Icon } from "../components/icons.tsx";
import { RowLink, TextKey } from "../components/keys.tsx";
import { usePlan } from "../plan.tsx";
import { capital, longDay, nearTime, timeIn } from "../words/dates.ts";
import { hrefTo } from "../router.ts";
import type { Acting } from "./acting.ts";
import { courseOf } from "./view.ts";

const SOON = 5;
/** So many other steps are seen at once; a long list is for those who open it. */
const FIRST = 3;

interface AlsoProps {
  items: readonly Item[];
  plan: Plan;
  onChoose: (key: string) => void;
}

export function AlsoNow({ items, plan, onChoose }: AlsoProps) {
  if (!items.length) return null;
  const more = items.slice(FIRST);
  return (
    <section class="gap-5" aria-labelledby="also-title">
      <h2 class="label" id="also-title">
        Also today
      </h2>
      <AlsoRows items={items.slice(0, FIRST)} plan={plan} onChoose={onChoose} />
      {more.length > 0 && (
        <details>
          <summary>{more.length === 1 ? "One more" : `${more.length} more`}</summary>
          <AlsoRows items={more} plan={plan} onChoose={onChoose} />
        </details>
      )}
    </section>
  );
}

function AlsoRows({ items, plan, onChoose }: AlsoProps) {
  return (
    <ul class="rows gap-2">
      {items.map((item) => (
        <li key={item.key}>
          <button type="button" class="row" onClick={() => onChoose(item.key)}>
            <span class="row-name" dir="auto">
              {item.title}
              <CourseName plan={plan} item={item} />
            </span>
            <Icon name="forward" />
          </button>
        </li>
      ))}
    </ul>
  );
}

function CourseName({ plan, item }: { plan: Plan; item: Item }) {
  const name = courseOf(plan, item);
  return name ? <span class="label">{name}</span> : null;
}

export function LaterToday({ plan }: { plan: Plan }) {
  const { now, unsent } = usePlan();
  const { later } = plan.today;
  if (!later.length) return null;
  return (
    <section class="gap-5" aria-labelledby="later-title">
      <h2 class="label" id="later-title">
        Later
      </h2>
      <ul class="rows gap-2">
        {later.map((item) => (
          <li key={item.key}>
            <RowLink
              href={hrefTo("step", item.key)}
              name={item.title}
              label={`${capital(nearTime(item.wake_at ?? item.due_at, plan.zone, now()))}${unsent.has(item.key) ? `. ${UNSENT}` : ""}`}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

const UNSENT = "Saved on this phone, not sent yet";

const SETTLED_WORDS: Partial<Record<Item["state"], string>> = { done: "Done", skipped: "Left out" };

export function Settled({ plan, acting }: { plan: Plan; acting: Acting }) {
  const { now, unsent } = usePlan();
  const { settled } = plan.today;
  if (!settled.length) return null;
  return (
    <details class="gap-4">
      <summary>What is done today</summary>
      <ul class="rows">
        {settled.map((item) => (
          <li key={item.key} class="row">
            <span class="row-name">
              {item.title}
              <span class="label">
                {SETTLED_WORDS[item.state] ?? ""}
                {unsent.has(item.key) && `. ${UNSENT}`}
              </span>
            </span>
            {item.state in SETTLED_WORDS && item.valid_until > now() && (
              <TextKey onPress={() => void acting.act(item, "undo", `${item.title}: taken back.`)}>
                Undo<span class="unseen"> {item.title}</span>
              </TextKey>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

export function ComingSoon({ plan }: { plan: Plan }) {
  const shown = new Set([...plan.today.outstanding, ...plan.today.later, ...plan.today.settled].map(({ key }) => key));
  const soon = plan.coming.filter(({ key }) => !shown.has(key)).slice(0, SOON);
  if (!soon.length) return null;
  return (
    <details class="gap-2">
      <summary>What comes next</summary>
      <ul class="rows">
        {soon.map((item) => (
          <li key={item.key} class="row">
            <span class="row-name">
              <span class="label">
                {longDay(item.on)}, {timeIn(plan.zone, item.due_at)}
              </span>
              {item.title}
            </span>
          </li>
        ))}
        <li>
          <RowLink href="#/course/list" name="All dates of the course" />
        </li>
      </ul>
    </details>
  );
}
