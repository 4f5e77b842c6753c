/** What Today has to say besides the steps: what holds for a while, and what was said too late or too early. */
import type { Plan } from "../api/types.ts";

type Notice = Plan["today"]["notices"][number];

export function Notices({ plan }: { plan: Plan }) {
  const notices = [...plan.today.standing, ...plan.today.notices];
  if (!notices.length) return null;
  return (
    <section class="gap-5 stack" aria-label="Good to know">
      {notices.map((notice) => (
        <OneNotice key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

/** One sentence; the several things it is about are one tap away. */
function OneNotice({ notice: { text, lines = [] } }: { notice: Notice }) {
  return (
    <div class="notice">
      <p>{text}</p>
      {lines.length > 0 && (
        <details>
          <summary>See which</summary>
          <ul class="points gap-2">
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
