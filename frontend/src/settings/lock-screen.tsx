/** Discreet or plain words on the lock screen; plain ones only after a warning. */
import { useState } from "preact/hooks";
import type { Me } from "../api/types.ts";
import { Choice } from "../components/form.tsx";
import { Key } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { ProblemNote } from "../components/problem.tsx";
import { Sheet } from "../components/sheet.tsx";
import { useMe } from "../session.ts";
import { useMeEdit } from "./edit-me.ts";
import { LockPreview } from "./lock-preview.tsx";

type Words = Me["words"];

const OPTIONS: { value: Words; label: string; hint: string }[] = [
  { value: "discreet", label: "Discreet", hint: "Never a word about skin, products or your clinic" },
  { value: "plain", label: "Plain", hint: "Says what to do, to anyone who sees your phone" },
];

export function LockScreenScreen() {
  const { me } = useMe();
  const { task, save } = useMeEdit();
  const [isAsking, setAsking] = useState(false);
  const choose = (words: Words) => (words === "plain" ? setAsking(true) : void save({ words }));
  return (
    <Page name="Lock screen" back={{ href: "#/settings", to: "Settings" }}>
      <Title class="page">Words on the lock screen</Title>
      <p class="label gap-5">What others see</p>
      <LockPreview words={me.words} time={me.morning} />
      <div class="gap-5">
        <Choice id="words" legend="Words on the lock screen" options={OPTIONS} chosen={isAsking ? "plain" : me.words} onChoose={choose} />
      </div>
      <ProblemNote problem={task.problem} />
      <p role="status" class="quiet gap-3">
        {me.words === "plain" ? "Plain words are on." : ""}
      </p>
      {isAsking && <PlainSheet time={me.morning} onYes={() => void save({ words: "plain" })} onClose={() => setAsking(false)} />}
    </Page>
  );
}

function PlainSheet({ time, onYes, onClose }: { time: string; onYes: () => void; onClose: () => void }) {
  return (
    <Sheet titleId="plain" onClose={onClose}>
      <h2 id="plain" class="now" tabIndex={-1}>
        Show plain words?
      </h2>
      <p class="quiet gap-3">
        Anyone near you can then read what you do for your skin: on your lock screen, on a watch, and in a car that shows what
        your phone says.
      </p>
      <LockPreview words="plain" time={time} />
      <div class="keys gap-5">
        <Key
          isMain
          onPress={() => {
            onYes();
            onClose();
          }}
        >
          Show plain words
        </Key>
        <Key onPress={onClose}>Stay discreet</Key>
      </div>
    </Sheet>
  );
}
