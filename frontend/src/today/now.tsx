/** The one step to do now: its words, its keys, and why. */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Item, Plan } from "../api/types.ts";
import { CallKey, Key, KeyLink, TextKey } from "../components/keys.tsx";
import { usePlan } from "../plan.tsx";
import { hrefTo } from "../router.ts";
import { useMe } from "../session.ts";
import type { Acting } from "./acting.ts";
import { pageKey, sortedActions } from "./answering.ts";
import { laterChoices } from "./later.ts";
import { perform } from "./perform.ts";
import { courseOf, phoneFor, sinceWhen } from "./view.ts";

interface NowProps {
  item: Item;
  plan: Plan;
  acting: Acting;
  /** True when the reader settled the step before it, or chose this one: then its title takes the focus. */
  isNext: boolean;
}

export function Now({ item, plan, acting, isNext }: NowProps) {
  const { now } = usePlan();
  const title = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (isNext) title.current?.focus();
  }, [item.key, isNext]);
  const aside = [courseOf(plan, item), sinceWhen(item, plan.zone, now())].filter((word) => word !== null);
  return (
    <section class="gap-6 arrives" aria-labelledby="now-title" key={item.key}>
      <p class="label warm">
        <strong>Now</strong>
        {aside.map((word) => (
          <span class="quiet" key={word}>
            {" · "}
            {word}
          </span>
        ))}
      </p>
      <h2 class="now gap-2" id="now-title" dir="auto" ref={title} tabIndex={-1}>
        {item.title}
      </h2>
      <p class="quiet gap-2" dir="auto">
        {item.body}
      </p>
      <NowKeys item={item} plan={plan} acting={acting} onBack={() => title.current?.focus()} />
    </section>
  );
}

function NowKeys({ item, plan, acting, onBack }: Omit<NowProps, "isNext"> & { onBack: () => void }) {
  const [isLaterOpen, setLaterOpen] = useState(false);
  const { minor, calls, hasLater } = sortedActions(item);
  const close = () => {
    setLaterOpen(false);
    onBack();
  };
  if (isLaterOpen) return <LaterKeys item={item} acting={acting} onClose={close} />;
  return (
    <>
      <MainKeys item={item} plan={plan} acting={acting} onLater={hasLater ? () => setLaterOpen(true) : null} />
      {calls.length > 0 && (
        <div class="keys gap-3">
          {calls.map((action) => (
            <CallKey key={action.label} label={action.label} phone={phoneFor(plan, action, item.course_id)} />
          ))}
        </div>
      )}
      <div class="text-keys gap-2">
        {minor.map((action) => (
          <TextKey key={action.label} onPress={() => void perform(plan, item, action, acting)}>
            {action.label}
          </TextKey>
        ))}
        <Why item={item} />
      </div>
    </>
  );
}

interface MainKeysProps {
  item: Item;
  plan: Plan;
  acting: Acting;
  onLater: (() => void) | null;
}

function MainKeys({ item, plan, acting, onLater }: MainKeysProps) {
  const { main } = sortedActions(item);
  const page = pageKey(item);
  const isLead = (page !== null || main.length === 1) && onLater !== null;
  return (
    <div class={isLead ? "keys lead gap-4" : "keys gap-4"}>
      {page !== null ? (
        <KeyLink isMain href={hrefTo("step", item.key)}>
          {page}
        </KeyLink>
      ) : (
        main.map((action, index) => (
          <Key
            key={action.label}
            // The answers to a question weigh the same: none of them is put forward.
            isMain={index === 0 && item.what !== "question"}
            hasLamp={index === 0 && action.does === "done"}
            isBusy={acting.task.isBusy}
            onPress={() => void perform(plan, item, action, acting)}
          >
            {action.label}
          </Key>
        ))
      )}
      {onLater && <Key onPress={onLater}>Later</Key>}
    </div>
  );
}

function LaterKeys({ item, acting, onClose }: { item: Item; acting: Acting; onClose: () => void }) {
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

/** Why a step matters, one tap away. */
export function Why({ item }: { item: Pick<Item, "why"> }) {
  if (!item.why) return null;
  return (
    <details>
      <summary>Why this matters</summary>
      <p class="quiet" dir="auto">
        {item.why}
      </p>
    </details>
  );
}
