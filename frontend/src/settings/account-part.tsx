/** The screens under Account, by name; fetched when one of them is first shown. */
import { LeavingScreen } from "./leaving.tsx";
import { MailScreen } from "./mail.tsx";
import { PasskeysScreen } from "./passkeys.tsx";
import { PassphraseScreen } from "./passphrase.tsx";
import { RecoveryScreen } from "./recovery.tsx";
import { SessionsScreen } from "./sessions.tsx";

export type AccountName = "passphrase" | "passkeys" | "sessions" | "recovery" | "leaving" | "mail";

export function AccountPart({ screen }: { screen: AccountName }) {
  switch (screen) {
    case "passphrase":
      return <PassphraseScreen />;
    case "passkeys":
      return <PasskeysScreen />;
    case "sessions":
      return <SessionsScreen />;
    case "recovery":
      return <RecoveryScreen />;
    case "mail":
      return <MailScreen />;
    case "leaving":
      return <LeavingScreen />;
  }
}
