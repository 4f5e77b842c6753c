/** The reminders of a preview: old and new dates, line by line, under what becomes of them. */
import type { Preview } from "../api/types.ts";
import { usePlan } from "../plan.tsx";
import { useMe } from "../session.ts";
import { groupsOf, staying } from "./preview-words.ts";
import type { PreviewGroup, PreviewLine } from "./preview-words.ts";

export function PreviewLists({ preview }: { preview: Preview }) {
  const { me } = useMe();
  const { now } = usePlan();
  const groups = groupsOf(preview, me.zone, now());
  const stays = staying(preview);
  return (
    <>
      {groups.length === 0 && <p class="gap-4">No reminder gets another date.</p>}
      {groups.map((group) => (
        <Group group={group} key={group.heading} />
      ))}
      {stays.length > 0 && (
        <details class="gap-3">
          <summary>Said already, and stays: {stays.length}</summary>
          <ul class="points">
            {stays.map((title) => (
              <li key={title}>{title}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Group({ group }: { group: PreviewGroup }) {
  return (
    <section class="gap-4">
      <h3>{group.heading}</h3>
      {group.advice && <p class="quiet gap-2">{group.advice}</p>}
      <ul class="rows gap-2">
        {group.lines.map((line, index) => (
          <li class="change" key={index}>
            <span class="change-name">{line.title}</span>
            <Dates line={line} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Dates({ line }: { line: PreviewLine }) {
  return (
    <span class="change-dates">
      {line.old && (
        <>
          <span class="unseen">{line.new ? "from " : "was for "}</span>
          <s>
            <bdi>{line.old}</bdi>
          </s>
        </>
      )}
      {line.new && (
        <strong>
          {line.old && <span class="unseen">to </span>}
          <bdi>{line.new}</bdi>
        </strong>
      )}
    </span>
  );
}
