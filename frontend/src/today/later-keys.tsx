/** When a step that is put off comes back: fetched when Later is pressed. */
import { useEffect, useRef } from "preact/hooks";
import type { Item } from "../api/types.ts";
import { Key, TextKey } from "../components/keys.tsx";
import { usePlan } from "../plan.tsx";
import { useMe } from "../session.ts";
import type { Acting } from "./acting.ts";
import { laterChoices } from "./later.ts";

export function LaterKeys({ item, acting, onClose }: { item: Item; acting: Acting; onClose: () => void }) {
  const { me } = useMe();
  const { now } = usePlan();
  const choices = laterChoices(item, now(), me);
  const first = useRef<HTMLDivElement>(null);
  useEffect(() => first.current?.querySelector<HTMLElement>("button")?.focus(), []);
  return (
    <div class="gap-4" ref={first}>
      <p class="label">{choices.length ? "When is better?" : "This step is only useful for a short while, so it cannot wait longer."}</p>
      <div class="keys stacked gap-2">
        {choices.map(({ until, label }) => (
          <Key
            key={until}
            isBusy={acting.task.isBusy}
            onPress={() => void acting.act(item, "later", `${item.title}: later.`, until)}
          >
            {label}
          </Key>
        ))}
      </div>
      <TextKey onPress={onClose}>Back to this step</TextKey>
    </div>
  );
}
