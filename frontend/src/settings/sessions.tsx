/** Where the patient is signed in, and signing out there. */
import { accountApi } from "../api/account.ts";
import type { SignedInBrowser } from "../api/account.ts";
import { Key, TextKey } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { ProblemNote } from "../components/problem.tsx";
import { ConfirmSheet } from "./confirm.tsx";
import { useDateSaid, useListed } from "./listed.ts";

export function SessionsScreen() {
  const { confirmed, listed: browsers, after } = useListed(async () => (await accountApi.sessions()).sessions);
  return (
    <Page name="Signed in" back={{ href: "#/settings/account", to: "Account" }}>
      <Title class="page">Where you are signed in</Title>
      <ProblemNote problem={confirmed.task.problem} />
      <ul class="rows gap-5">
        {browsers.map((browser) => (
          <BrowserRow key={browser.id} browser={browser} onEnd={() => void after(() => accountApi.endSession(browser.id))} />
        ))}
      </ul>
      {browsers.some(({ is_this }) => !is_this) && (
        <div class="keys gap-5">
          <Key isBusy={confirmed.task.isBusy} onPress={() => void after(accountApi.endOtherSessions)}>
            Sign out everywhere else
          </Key>
        </div>
      )}
      <p class="quiet small gap-4">
        A phone that is signed out here gets no more reminders until you sign in there again. One that is on its way may
        still show.
      </p>
      <ConfirmSheet confirmed={confirmed} />
    </Page>
  );
}

function BrowserRow({ browser, onEnd }: { browser: SignedInBrowser; onEnd: () => void }) {
  const on = useDateSaid();
  return (
    <li class="row">
      <span class="row-name">
        {browser.device}
        <span class="label">
          {browser.is_this ? "This one. " : `Last seen ${on(browser.last_seen_at)}. `}
          Since {on(browser.created_at)}.
        </span>
      </span>
      {!browser.is_this && (
        <TextKey onPress={onEnd}>
          Sign out<span class="unseen"> {browser.device}</span>
        </TextKey>
      )}
    </li>
  );
}
