/** The recovery code of a new account, on the screen until its owner says that it is kept. */
import { useEffect, useState } from "preact/hooks";
import { Elsewhere, Waiting } from "../components/elsewhere.tsx";
import { Page, Title } from "../components/page.tsx";
import { goTo } from "../navigation.ts";
import { useMe } from "../session.ts";
import { forgetCode, heldCode } from "./new-code.ts";
import { RecoveryCode } from "./recovery-code.tsx";

export function CodePage() {
  const { me } = useMe();
  const [code, setCode] = useState<string | null | undefined>(undefined);
  useEffect(() => void heldCode(me.id).then(setCode), [me.id]);
  if (code === undefined) return <Waiting />;
  if (code === null) return <Elsewhere href="#/start" />;
  const goOn = () => void forgetCode().then(() => goTo("#/start", true));
  return (
    <Page name="Recovery code">
      <Title class="page gap-5" page="code">
        Your recovery code
      </Title>
      <RecoveryCode code={code} onKept={goOn} />
    </Page>
  );
}
