/** The second way: an e-mail when something important was not seen on the phone. */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { mailApi } from "../api/mail.ts";
import type { SecondWay } from "../api/mail.ts";
import { useChecking } from "../components/checking.ts";
import { errorAt } from "../components/errors.ts";
import type { SummaryLine } from "../components/errors.ts";
import { ErrorSummary, Field, Form } from "../components/form.tsx";
import { SubmitKey, TextKey } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { ProblemNote } from "../components/problem.tsx";
import { useTask } from "../components/task.ts";
import { useTypedForm } from "../offline/typed-form.ts";
import { ConfirmSheet, useConfirmed } from "./confirm.tsx";
import { addressProblems, codeProblems, titleOf } from "./mail-words.ts";

type Told = (way: SecondWay) => void;

export function MailScreen() {
  const task = useTask();
  const [way, setWay] = useState<SecondWay | null>(null);
  useEffect(() => void task.run(async () => setWay(await mailApi.show())), []);
  return (
    <Page name="E-mail" back={{ href: "#/settings", to: "Settings" }}>
      <div role="status">
        <Title class="page">{way ? titleOf(way) : "E-mail"}</Title>
      </div>
      <p class="quiet gap-3">
        When something important was not seen on your phone for two hours, we can send one e-mail. Its words give
        nothing away.
      </p>
      <ProblemNote problem={task.problem} />
      {way && <Part way={way} onTold={setWay} />}
    </Page>
  );
}

function Part({ way, onTold }: { way: SecondWay; onTold: Told }) {
  switch (way.state) {
    case "unavailable":
      return <p class="gap-4">Whoever runs this app for you has not set up e-mail. Reminders on your phone still work.</p>;
    case "on":
      return <OnPart address={way.address ?? ""} onTold={onTold} />;
    case "unproved":
      return <CodePart address={way.address ?? ""} onTold={onTold} />;
    case "refused":
      return (
        <>
          <p class="notice gap-4">{way.address} did not take our e-mail. Please check the address.</p>
          <AddressPart first={way.address ?? ""} onTold={onTold} />
        </>
      );
    case "off":
      return <AddressPart first="" onTold={onTold} />;
  }
}

function AddressPart({ first, onTold }: { first: string; onTold: Told }) {
  const confirmed = useConfirmed();
  const { form: { address }, change, forget } = useTypedForm("address", () => ({ address: first }));
  const told: Told = (way) => {
    forget();
    onTold(way);
  };
  const { lines, passes } = useChecking(() => addressProblems(address), confirmed.task.problem, ["address"]);
  const send = async () => {
    if (passes()) await confirmed.run(async () => told(await mailApi.give(address.trim())));
  };
  return (
    <>
      <Ask lines={lines} isBusy={confirmed.task.isBusy} onSend={() => void send()} send="Send me a code">
        <Field
          id="address"
          label="Your e-mail address"
          type="email"
          autoComplete="email"
          value={address}
          onInput={(address) => change({ address })}
          error={errorAt(lines, "address")}
        />
      </Ask>
      <ConfirmSheet confirmed={confirmed} />
    </>
  );
}

function CodePart({ address, onTold }: { address: string; onTold: Told }) {
  const task = useTask();
  const { form: { code }, change, forget } = useTypedForm("address-code", () => ({ code: "" }));
  const told: Told = (way) => {
    forget();
    onTold(way);
  };
  const { lines, passes } = useChecking(() => codeProblems(code), task.problem, ["code"]);
  const send = async () => {
    if (passes()) await task.run(async () => told(await mailApi.prove(code)));
  };
  return (
    <>
      <Ask lines={lines} isBusy={task.isBusy} onSend={() => void send()} send="Turn e-mail on">
        <Field
          id="code"
          label="The six digits from the e-mail"
          hint={`We sent them to ${address}. It can take a minute.`}
          inputMode="numeric"
          autoComplete="one-time-code"
          isNarrow
          value={code}
          onInput={(code) => change({ code })}
          error={errorAt(lines, "code")}
        />
      </Ask>
      <TurnOff onTold={onTold}>Use another address</TurnOff>
    </>
  );
}

interface AskProps {
  lines: readonly SummaryLine[];
  isBusy: boolean;
  onSend: () => void;
  /** The words on the key. */
  send: string;
  children: ComponentChildren;
}

/** A form of one field. */
function Ask({ lines, isBusy, onSend, send, children }: AskProps) {
  return (
    <Form onSubmit={onSend}>
      <ErrorSummary lines={lines} />
      <div class="gap-5">{children}</div>
      <SubmitKey gap={5} isBusy={isBusy}>{send}</SubmitKey>
    </Form>
  );
}

function OnPart({ address, onTold }: { address: string; onTold: Told }) {
  return (
    <>
      <p class="gap-4">We write to {address}.</p>
      <TurnOff onTold={onTold}>Turn e-mail off</TurnOff>
    </>
  );
}

/** Forgets the address; the first question comes back. */
function TurnOff({ onTold, children }: { onTold: Told; children: string }) {
  const task = useTask();
  const end = () =>
    task.run(async () => {
      await mailApi.end();
      onTold({ state: "off", address: null });
    });
  return (
    <div class="gap-4">
      <ProblemNote problem={task.problem} />
      <TextKey onPress={() => void end()}>{children}</TextKey>
    </div>
  );
}
