/** "Something worries me": the emergency lines above everything, then the clinic, then the diary. */
import { useState } from "preact/hooks";
import type { Offer, Plan } from "../api/types.ts";
import { Icon } from "../components/icons.tsx";
import { Page, Title } from "../components/page.tsx";
import { fetched } from "../fetched.tsx";
import { usePlan } from "../plan.tsx";
import { CallKey } from "./call-key.tsx";
import { phoneFor } from "./view.ts";

const Offers = fetched(async () => (await import("../diary/offers.tsx")).Offers, "");
const Tell = fetched(async () => (await import("../diary/tell.tsx")).Tell, "");

// Source: care protocol 3.5, rules X01 to X06. Shown whole, the same to everyone, without a question before it.
const EMERGENCIES: readonly { signs: string; act: string }[] = [
  {
    signs: "Trouble breathing or swallowing, throat or tongue swelling, wheezing, collapse, or blue or grey lips",
    act: "Call now. Lie down, or sit up if it is hard to breathe. Use your adrenaline pen if you have one.",
  },
  {
    signs:
      "After numbing cream: a numb mouth or tongue, a metal taste, ringing ears, confusion, twitching, a fit, or a pounding or uneven heartbeat",
    act: "Wipe the cream off. Call now.",
  },
  {
    signs:
      "Hot, painful, swollen skin with fever or shivering, a fast heartbeat or fast breathing, confusion, feeling faint, cold clammy or purple patchy skin, or very fast spread",
    act: "Call, or go to emergency care now.",
  },
  {
    signs: "Eye pain, a change in sight, or blisters or swelling that close the eye",
    act: "Go to emergency or urgent eye care now.",
  },
  {
    signs: "A drooping face, slurred speech, new weakness, chest pain, or a faint that does not pass",
    act: "Call now.",
  },
  {
    signs: "Skin that looks deeply burnt: white, grey or black, large blisters, or severe pain after RF or laser",
    act: "Get urgent medical help now. Say that RF or laser was used.",
  },
];

export interface Chosen {
  courseId: string;
  offer: Offer;
}

export function WorryScreen() {
  const { plan } = usePlan();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  return (
    <Page name="Help" isAgeless back={{ href: "#/today", to: "Today" }}>
      {plan && chosen ? (
        <Tell plan={plan} chosen={chosen} onLeave={() => setChosen(null)} />
      ) : (
        <Signs plan={plan} onChoose={setChosen} />
      )}
    </Page>
  );
}

function Signs({ plan, onChoose }: { plan: Plan | null; onChoose: (chosen: Chosen) => void }) {
  return (
    <>
      <Title class="page">Something worries me</Title>
      <EmergencyLine plan={plan} words="now for any of these" />
      {plan && <WhoseNumber plan={plan} />}
      <ul class="points gap-4">
        {EMERGENCIES.map(({ signs, act }) => (
          <li key={signs}>
            {signs}. <strong>{act}</strong>
          </li>
        ))}
      </ul>
      <h2 class="gap-6">Anything else that worries you</h2>
      <p class="quiet gap-2">You know your skin best. Contact your clinic today. If it is closed, use your local urgent line.</p>
      <div class="keys gap-4">
        <CallKey label="Call your clinic" phone={plan && phoneFor(plan, null, null)} />
      </div>
      {plan && <Offers plan={plan} onChoose={onChoose} />}
      <Disclaimer />
    </>
  );
}

/** The number of where the patient is, ready to call, or words for it where we do not know one. */
export function EmergencyLine({ plan, words }: { plan: Plan | null; words: string }) {
  const number = plan?.emergency_number;
  const line = (
    <>
      <Icon name="phone" />
      <strong>
        Call {number ?? "your local emergency number"} {words}
      </strong>
    </>
  );
  return number ? (
    <a class="emergency gap-4" href={`tel:${number}`}>
      {line}
    </a>
  ) : (
    <p class="emergency gap-4">{line}</p>
  );
}

/** Whose number it is, and where to put the right one: a time zone is not always a country. */
function WhoseNumber({ plan: { emergency_number, emergency_place } }: { plan: Plan }) {
  return (
    <p class="label gap-2">
      {emergency_place && `${emergency_number} is the number of ${emergency_place}. `}
      <a href="#/settings/emergency">{emergency_number ? "Another number?" : "Type your number"}</a>
    </p>
  );
}

export function Disclaimer() {
  return (
    <p class="label gap-6">
      This app reminds and informs. It does not diagnose or treat. Your clinic's advice comes first.
    </p>
  );
}
