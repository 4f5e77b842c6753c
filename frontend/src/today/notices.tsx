/** What Today has to say besides the steps: late, not delivered, withdrawn, given too early. */
import type { Notice, Plan } from "../api/types.ts";
import { CallKey, Key } from "../components/keys.tsx";
import { givenAnswers } from "./acting.ts";
import type { Acting } from "./acting.ts";
import { phoneFor } from "./view.ts";

export function Notices({ plan, acting }: { plan: Plan; acting: Acting }) {
  const { notices } = plan.today;
  if (!notices.length) return null;
  return (
    <section class="gap-5 stack" aria-label="Good to know">
      {notices.map((notice) => (
        <div class="notice" key={notice.id}>
          <p>{notice.text}</p>
          {notice.actions.length > 0 && <NoticeKeys notice={notice} plan={plan} acting={acting} />}
        </div>
      ))}
    </section>
  );
}

function NoticeKeys({ notice, plan, acting }: { notice: Notice; plan: Plan; acting: Acting }) {
  const courseId = plan.courses[0]?.id;
  return (
    <div class="keys gap-3">
      {notice.actions.map((action) =>
        action.does === "call" ? (
          <CallKey key={action.label} label={action.label} phone={phoneFor(plan, action, courseId ?? null)} />
        ) : (
          action.answers.length > 0 &&
          courseId && (
            <Key
              key={action.label}
              isBusy={acting.task.isBusy}
              onPress={() => void acting.tell(courseId, givenAnswers(action.answers), "Noted.")}
            >
              {action.label}
            </Key>
          )
        ),
      )}
    </div>
  );
}
