/** The other steps of the day, under the step of now. */
import type { Item, Plan } from "../api/types.ts";
import { Icon } from "../components/icons.tsx";
import { courseOf } from "./view.ts";

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
