/** On the page of a visit: how to come prepared before it, and what was written down about it after. */
import type { Visit } from "../api/types.ts";
import { RowLink } from "../components/keys.tsx";
import { usePlan } from "../plan.tsx";
import { hrefTo } from "../router.ts";
import { timeIn } from "../words/dates.ts";

/** Source: care protocol B19 (what to bring), D02 (bare skin), D04 (numbing cream at home). */
export function ComePrepared({ visit }: { visit: Visit }) {
  const { now } = usePlan();
  if (!visit.arrive_at || Date.parse(visit.starts_at) < Date.parse(now())) return null;
  return (
    <section class="gap-5" aria-labelledby="prepared-title">
      <h2 id="prepared-title">On the day</h2>
      <p class="gap-2">
        Be there at <strong class="figures">{timeIn(visit.zone, visit.arrive_at)}</strong>, so that numbing cream can work.
      </p>
      <p class="gap-2">
        Come with clean bare skin. Bring <a href={hrefTo("course", visit.course_id, "your-list")}>your list</a>, your questions and a hat.
      </p>
      <details class="gap-3">
        <summary>Numbing cream at home</summary>
        <p class="gap-2">
          Only if your clinic asked for it, and only what it gave you. Thin layer, small area. Do not wrap or heat it: too much can make
          you very ill. If anything feels odd, wipe it off and get help.
        </p>
      </details>
    </section>
  );
}

export function VisitRecord({ visit }: { visit: Visit }) {
  const isOver = visit.state === "ended";
  if (!isOver && !visit.record.length) return null;
  return (
    <section class="gap-5" aria-labelledby="record-title">
      <h2 id="record-title">Your record</h2>
      <dl class="gap-2">
        {visit.record.map(({ question, asks, said }) => (
          <div class="gap-2" key={question}>
            <dt class="label">{asks}</dt>
            <dd class="noted" dir="auto">
              {said}
            </dd>
          </div>
        ))}
      </dl>
      {isOver && (
        <ul class="rows gap-3">
          <li>
            <RowLink href={hrefTo("visit", visit.id, "notes")} name={visit.record.length ? "Change what was done" : "Note what was done"} />
          </li>
          <li>
            <RowLink href={hrefTo("visit", visit.id, "costs")} name="Note what it cost" />
          </li>
        </ul>
      )}
    </section>
  );
}
