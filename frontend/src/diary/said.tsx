/** The answer to what was written down, or, without a line, that it was not sent yet: a phone judges nothing. */
import type { DiaryEntry, Plan } from "../api/types.ts";
import { Key, KeyLink } from "../components/keys.tsx";
import { Title } from "../components/page.tsx";
import { usePlan } from "../plan.tsx";
import { CallKey } from "../today/call-key.tsx";
import { phoneFor } from "../today/view.ts";
import { Disclaimer, EmergencyLine } from "../today/worry.tsx";
import { asksForHelp, tierWords } from "./diary-words.ts";
import { useDiary } from "./use-diary.ts";

interface SaidProps {
  id: string;
  plan: Plan;
  courseId: string;
  onMore: () => void;
}

export function Said({ id, plan, courseId, onMore }: SaidProps) {
  const { queue, reach } = usePlan();
  const { diary } = useDiary();
  const isWaiting = queue.isStuck || reach === "offline" || reach === "failing";
  const entry = diary?.entries.find((each) => each.id === id);
  const course = plan.courses.find((each) => each.id === courseId);
  return (
    <>
      <EmergencyLine plan={plan} words="now if you feel very ill, or it is hard to breathe" />
      <div role="status">{entry ? <Answered entry={entry} /> : isWaiting ? <NotSent /> : <Asking />}</div>
      <div class="keys stacked gap-5">
        <CallKey isMain={!entry || asksForHelp(entry.tier)} label="Call your clinic" phone={phoneFor(plan, null, courseId)} />
        <Key onPress={onMore}>Write down something else</Key>
        {course?.facts["photos"] === true && <KeyLink href="#/photos">A photo to show your clinic</KeyLink>}
        <KeyLink href="#/diary">Your diary, to show your clinic</KeyLink>
      </div>
      <Disclaimer />
    </>
  );
}

const URGENT_LINE = "local urgent line";

function Answered({ entry }: { entry: DiaryEntry }) {
  return (
    <>
      <p class="label gap-5">{entry.label}</p>
      <Title class="page gap-2" page="answer">
        {tierWords(entry.tier)}
      </Title>
      <p class="gap-3">{entry.says}</p>
      {entry.tier === "contact" && !entry.says.includes(URGENT_LINE) && <p class="gap-2">Is it closed? Use your {URGENT_LINE}.</p>}
      {asksForHelp(entry.tier) && (
        <p class="quiet gap-3">
          Routine reminders and photos wait until you have reached your clinic. When you have, say so on Today.
        </p>
      )}
    </>
  );
}

/** For the moment between the tap and the answer. */
function Asking() {
  return (
    <div aria-busy="true">
      <Title class="page gap-5" page="asking">
        One moment …
      </Title>
    </div>
  );
}

function NotSent() {
  return (
    <>
      <Title class="page gap-5" page="waiting">
        Not sent yet
      </Title>
      <p class="gap-3">
        It is saved on this phone. The answer comes as soon as there is a connection. Do not wait for it: if it worries
        you, contact your clinic today.
      </p>
    </>
  );
}
