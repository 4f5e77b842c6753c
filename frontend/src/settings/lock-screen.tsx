/** Discreet or plain words on the lock screen. */
import { Choice } from "../components/form.tsx";
import { Page, Title } from "../components/page.tsx";
import { ProblemNote } from "../components/problem.tsx";
import { useMe } from "../session.ts";
import { useMeEdit } from "./edit-me.ts";
import { LockPreview } from "./lock-preview.tsx";

export function LockScreenScreen() {
  const { me } = useMe();
  const { task, save } = useMeEdit();
  return (
    <Page name="Lock screen" back={{ href: "#/settings", to: "Settings" }}>
      <Title class="page">Words on the lock screen</Title>
      <p class="label gap-5">What others see</p>
      <LockPreview words={me.words} time={me.morning} />
      <div class="gap-5">
        <Choice
          id="words"
          legend="Words on the lock screen"
          options={[
            { value: "discreet", label: "Discreet", hint: "Never a word about skin, products or your clinic" },
            { value: "plain", label: "Plain", hint: "Anyone who sees your phone can read what you do for your skin" },
          ]}
          chosen={me.words}
          onChoose={(words) => void save({ words })}
        />
      </div>
      <ProblemNote problem={task.problem} />
      <p role="status" class="quiet gap-3">
        {me.words === "plain" ? "Plain words are on. They also pass over your lock screen, your watch and your car." : ""}
      </p>
    </Page>
  );
}
