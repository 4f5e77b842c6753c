/** An iPhone or iPad begins on its Home Screen: the app there keeps its own sign-in, and only it can remind. */
import { KeyLink } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { HomeScreenSteps } from "../settings/home-screen.tsx";

export function HomeScreenPage() {
  return (
    <Page name="Begin" back={{ href: "#/welcome", to: "Back" }}>
      <Title class="page">Begin on your Home Screen</Title>
      <p class="quiet gap-3">
        On an iPhone or iPad only an app on the Home Screen can remind you, and it has a sign-in of its own. It takes a
        minute.
      </p>
      <HomeScreenSteps hasAccount={false} />
      <div class="to-foot">
        <div class="keys stacked gap-5">
          <KeyLink href="#/sign-up">Begin here, without reminders</KeyLink>
        </div>
        <p class="label gap-3">You can move to the Home Screen later, and sign in there.</p>
      </div>
    </Page>
  );
}
