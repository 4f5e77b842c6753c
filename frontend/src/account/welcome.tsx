/** The first thing a stranger sees. */
import { KeyLink } from "../components/keys.tsx";
import { Mark } from "../components/icons.tsx";
import { Page, Title } from "../components/page.tsx";
import { capabilitiesHere } from "../push/device.ts";
import { needsHomeScreen } from "../push/state.ts";

interface WelcomeProps {
  wasIn: boolean;
  lost: number;
  isOwed: boolean;
}

export function WelcomeScreen({ wasIn, lost, isOwed }: WelcomeProps) {
  return (
    <Page name="Welcome">
      <div class="gap-5">
        <Mark />
      </div>
      <Title class="page gap-5">The right step on the right day</Title>
      {isOwed && <OwedNote />}
      {wasIn && <SignedOutNote lost={lost} />}
      <p class="quiet gap-4">
        Stipple turns your clinic's plan into a few reminders: what to pause, what to do tonight, and what can wait until
        Thursday.
      </p>
      <p class="quiet gap-4">Nothing about your treatment shows on your lock screen.</p>
      <WaysIn />
    </Page>
  );
}

function SignedOutNote({ lost }: { lost: number }) {
  return (
    <p class="notice gap-4" role="status">
      You are signed out here. Please sign in again.
      {lost > 0 && " What you did here last was not sent, and is gone from this phone: please look at Today once more."}
    </p>
  );
}

function WaysIn() {
  return (
    <div class="to-foot">
      <div class="keys stacked">
        <KeyLink isMain href={needsHomeScreen(capabilitiesHere()) ? "#/home-screen" : "#/sign-up"}>
          Begin, I am 18 or older
        </KeyLink>
        <KeyLink href="#/sign-in">Sign in</KeyLink>
      </div>
      <p class="gap-3">
        <a class="text-key" href="#/under-18">
          I am under 18
        </a>
      </p>
      <p class="label gap-4">
        This app reminds and informs. It does not diagnose or treat. Your clinic's advice comes first.
      </p>
    </div>
  );
}

function OwedNote() {
  return (
    <p class="notice gap-4" role="status">
      You are signed out, and what the app kept here is gone. Our server hears of it when this app is open here with a
      connection. To end it sooner, use another device: Settings, Account, “Where you are signed in”.
    </p>
  );
}
