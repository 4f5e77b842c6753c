/** Coming back with a name and a passphrase, or with a passkey. */
import { useState } from "preact/hooks";
import { accountApi } from "../api/account.ts";
import { api } from "../api/client.ts";
import type { Me } from "../api/types.ts";
import { useChecking } from "../components/checking.ts";
import { errorAt } from "../components/errors.ts";
import { ErrorSummary, Field, Form } from "../components/form.tsx";
import { Key } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { useTask } from "../components/task.ts";
import { goWhereAsked } from "../navigation.ts";
import { useSession } from "../session.ts";
import { signInProblems } from "./credentials.ts";
import { askPasskey, canUsePasskeys } from "./passkey.ts";
import { PasskeyKey } from "./passkey-key.tsx";
import { PassphraseField } from "./passphrase-field.tsx";
import { usePrompt } from "./use-prompt.ts";

export function SignInScreen() {
  const task = useTask();
  const prompt = usePrompt();
  const [name, setName] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const { lines, passes } = useChecking(() => signInProblems(name, passphrase), task.problem ?? prompt.problem, ["name", "passphrase"]);
  const comeIn = useComingIn();
  const send = async () => {
    prompt.stop();
    if (passes()) await task.run(async () => comeIn(await api.signIn(name.trim(), passphrase)));
  };
  const usePasskey = () => prompt.ask(async (signal) => comeIn(await byPasskey(signal)));
  const at = (field: string) => ({ error: errorAt(lines, field) });
  return (
    <Page name="Sign in" back={{ href: "#/welcome", to: "Back" }}>
      <Title class="page">Sign in</Title>
      <Form onSubmit={() => void send()}>
        <ErrorSummary lines={lines} />
        <div class="stack gap-5">
          <Field {...at("name")} id="name" label="Name" autoComplete="username" value={name} onInput={setName} />
          <PassphraseField {...at("passphrase")} autoComplete="current-password" value={passphrase} onInput={setPassphrase} />
        </div>
        <SignInKeys isBusy={task.isBusy} isAsking={prompt.isOpen} onPasskey={() => void usePasskey()} />
        <p class="gap-4">
          <a class="text-key" href="#/recover">I forgot my passphrase</a>
        </p>
      </Form>
    </Page>
  );
}

interface SignInKeysProps {
  isBusy: boolean;
  isAsking: boolean;
  onPasskey: () => void;
}

function SignInKeys({ isBusy, isAsking, onPasskey }: SignInKeysProps) {
  return (
    <div class="keys gap-6">
      <Key submits isMain isBusy={isBusy}>
        Sign in
      </Key>
      {canUsePasskeys() && <PasskeyKey isBusy={isBusy || isAsking} onPress={onPasskey} />}
    </div>
  );
}

function useComingIn(): (me: Me) => void {
  const { enter } = useSession();
  return (me) => {
    goWhereAsked();
    enter(me);
  };
}

async function byPasskey(signal: AbortSignal): Promise<Me> {
  const { public_key } = await accountApi.askForPasskey();
  return accountApi.signInByPasskey(await askPasskey(public_key, signal));
}
