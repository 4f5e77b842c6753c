/** A new recovery code. */
import { useState } from "preact/hooks";
import { RecoveryCode } from "../account/recovery-code.tsx";
import { accountApi } from "../api/account.ts";
import { Key } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { ProblemNote } from "../components/problem.tsx";
import { goTo } from "../navigation.ts";
import { ConfirmSheet, useConfirmed } from "./confirm.tsx";

export function RecoveryScreen() {
  const confirmed = useConfirmed();
  const [code, setCode] = useState("");
  const make = () => confirmed.run(async () => setCode((await accountApi.newCode()).recovery_code));
  return (
    <Page name="Recovery code" back={{ href: "#/settings/account", to: "Account" }}>
      <Title class="page" page={code}>
        {code ? "Your new recovery code" : "Recovery code"}
      </Title>
      {code ? (
        <RecoveryCode code={code} onKept={() => goTo("#/settings/account")} />
      ) : (
        <>
          <p class="quiet gap-3">
            You got a code when you made your account. If it is lost, or somebody may have seen it, make a new one. The
            old one stops working.
          </p>
          <ProblemNote problem={confirmed.task.problem} />
          <div class="keys gap-5">
            <Key isMain isBusy={confirmed.task.isBusy} onPress={() => void make()}>
              Make a new code
            </Key>
          </div>
        </>
      )}
      <ConfirmSheet confirmed={confirmed} />
    </Page>
  );
}
