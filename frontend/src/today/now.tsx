/** The one step to do now: its words, its keys, and why. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Item, Plan } from "../api/types.ts";
import { Key, KeyLink, TextKey } from "../components/keys.tsx";
import { fetched } from "../fetched.tsx";
import { usePlan } from "../plan.tsx";
import { guideHref, hrefTo } from "../router.ts";
import type { Acting } from "./acting.ts";
import { pageKey, sortedActions } from "./answering.ts";
import { CallKey } from "./call-key.tsx";
import { perform } from "./perform.ts";
import { courseOf, phoneFor, sinceWhen } from "./view.ts";

const LaterKeys = fetched(async () => (await import("./later-keys.tsx")).LaterKeys, "gap-4");

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

/** Why a step matters, one tap away. */
export function Why({ item }: { item: Pick<Item, "why" | "guide"> }) {
  if (!item.why) return null;
  return (
    <details>
      <summary>Why this matters</summary>
      <p class="quiet" dir="auto">
        {item.why}
      </p>
      {item.guide && (
        <a class="text-key" href={guideHref(item.guide)}>
          Read more
        </a>
      )}
    </details>
  );
}
