/** What stands at the foot of Today: what waits, what is done, and what comes. */
import type { Item, Plan } from "../api/types.ts";
import { RowLink, TextKey } from "../components/keys.tsx";
import { usePlan } from "../plan.tsx";
import { capital, longDay, nearTime, timeIn } from "../words/dates.ts";
import { hrefTo } from "../router.ts";
import type { Acting } from "./acting.ts";

const SOON = 5;

export function Lists({ plan, acting }: { plan: Plan; acting: Acting }) {
  return (
    <>
      <LaterToday plan={plan} />
      <Settled plan={plan} acting={acting} />
      <ComingSoon plan={plan} />
    </>
  );
}

function LaterToday({ plan }: { plan: Plan }) {
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

function Settled({ plan, acting }: { plan: Plan; acting: Acting }) {
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

function ComingSoon({ plan }: { plan: Plan }) {
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
