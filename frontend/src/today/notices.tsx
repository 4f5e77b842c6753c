/** What Today has to say besides the steps: what holds for a while, and what was said too late or too early. */
import type { Plan } from "../api/types.ts";

export function Notices({ plan }: { plan: Plan }) {
  const notices = [...plan.today.standing, ...plan.today.notices];
  if (!notices.length) return null;
  return (
    <section class="gap-5 stack" aria-label="Good to know">
      {notices.map((notice) => (
        <p class="notice" key={notice.id}>
          {notice.text}
        </p>
      ))}
    </section>
  );
}
