/** "What may I do now?": what is open first, then what waits and until when, then what to ask about. */
import { useEffect, useState } from "preact/hooks";
import type { Permissions, Plan } from "../api/types.ts";
import { usePlan } from "../plan.tsx";
import { guideHref } from "../router.ts";
import { assumedWords, groupsAt, ruleWords, rowWords } from "./allowed.ts";
import type { Allowed } from "./allowed.ts";

const MINUTE_MS = 60_000;

export function MayI({ plan }: { plan: Plan }) {
  const { now } = usePlan();
  useMinutes();
  // A plan kept by an earlier version of the app has none.
  const { permissions } = plan as Partial<Plan>;
  return (
    <section class="gap-4" aria-labelledby="may-title">
      <h2 id="may-title">What may I do now?</h2>
      <Answers plan={plan} permissions={permissions} now={now()} />
    </section>
  );
}

/** A wait ends while the screen is open, too. */
function useMinutes(): void {
  const [, setMinute] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setMinute((count) => count + 1), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
}

interface AnswersProps {
  plan: Plan;
  permissions: Permissions | undefined;
  now: string;
}

function Answers({ plan, permissions, now }: AnswersProps) {
  if (!plan.courses.length) return <p class="quiet gap-2">Your dates stand here once you have entered a course.</p>;
  const groups = permissions && groupsAt(permissions, now);
  if (!groups) return <p class="quiet gap-2">These dates are too old. Please connect once, or ask your clinic.</p>;
  const props = { plan, rules: permissions.rules, now };
  return (
    <>
      <p class="quiet gap-2">By your plan and your dates. Your clinic's word comes first.</p>
      <Group title="OK now" rows={groups.now} {...props} />
      <Group title="Not yet" rows={groups.notYet} {...props} />
      <Group title="Ask first" rows={groups.ask} {...props} />
    </>
  );
}

interface GroupProps {
  title: string;
  rows: readonly Allowed[];
  plan: Plan;
  rules: Permissions["rules"];
  now: string;
}

function Group({ title, rows, ...props }: GroupProps) {
  if (!rows.length) return null;
  return (
    <>
      <h3 class="gap-5">{title}</h3>
      <ul class="rows gap-2">
        {rows.map((row) => (
          <li key={row.activity.id}>
            <Answer row={row} {...props} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Answer({ row, plan, rules, now }: Omit<GroupProps, "title" | "rows"> & { row: Allowed }) {
  const { activity, span } = row;
  const sources = rules.find(({ id }) => id === span.rule)?.sources ?? [];
  const note = span.state === "ask_first" ? "" : span.note;
  const said = [note, assumedWords(row, plan.zone, now), ruleWords(row, rules), activity.why].filter(Boolean);
  return (
    <details class="answer">
      <summary>
        <i class={span.state === "now" ? "dot level-3 past" : "dot level-3"} />
        <span class="row-name">
          {activity.label}
          <span class="label">{rowWords(row, plan.zone, now)}</span>
        </span>
      </summary>
      {said.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {sources.length > 0 && <p class="label">From: {sources.join("; ")}.</p>}
      {activity.guide && (
        <a class="text-key" href={guideHref(activity.guide)}>
          Read more
        </a>
      )}
    </details>
  );
}
