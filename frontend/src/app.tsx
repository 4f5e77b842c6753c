/** Which screen shows, for whom, at which address. */
import { useEffect } from "preact/hooks";
import { WelcomeScreen } from "./account/welcome.tsx";
import type { Plan } from "./api/types.ts";
import { Elsewhere, Waiting } from "./components/elsewhere.tsx";
import { Key } from "./components/keys.tsx";
import { Page, Title } from "./components/page.tsx";
import { Tabs } from "./components/tabs.tsx";
import { lazily } from "./lazily.tsx";
import { askFor, useRoute } from "./navigation.ts";
import { PlanProvider, usePlan } from "./plan.tsx";
import { RemindersProvider } from "./reminders.tsx";
import type { Route } from "./router.ts";
import { tabOf } from "./router.ts";
import { SessionContext, useSessionState } from "./session.ts";
import type { Session } from "./session.ts";
import { TodayScreen } from "./today/today.tsx";
import { VersionNote } from "./version.tsx";

const HomeScreenPage = lazily(async () => (await import("./start/home-screen-page.tsx")).HomeScreenPage);
const SignUpScreen = lazily(async () => (await import("./account/sign-up.tsx")).SignUpScreen);
const SignInScreen = lazily(async () => (await import("./account/sign-in.tsx")).SignInScreen);
const RecoverScreen = lazily(async () => (await import("./account/recover.tsx")).RecoverScreen);
const NoMailScreen = lazily(async () => (await import("./account/no-mail.tsx")).NoMailScreen);
const CodePage = lazily(async () => (await import("./account/code-page.tsx")).CodePage);
const Under18Screen = lazily(async () => (await import("./account/under-18.tsx")).Under18Screen);
const WorryScreen = lazily(async () => (await import("./today/worry.tsx")).WorryScreen);
const StepScreen = lazily(async () => (await import("./today/step.tsx")).StepScreen);
const DiaryScreen = lazily(async () => (await import("./diary/diary-screen.tsx")).DiaryScreen);
const StartScreen = lazily(async () => (await import("./start/start.tsx")).StartScreen);
const QuestionsScreen = lazily(async () => (await import("./start/questions-screen.tsx")).QuestionsScreen);
const NoCourseScreen = lazily(async () => (await import("./today/no-course.tsx")).NoCourseScreen);
const CoursePart = lazily(async () => (await import("./course/course-part.tsx")).CoursePart);
const PhotosPart = lazily(async () => (await import("./photos/photos-part.tsx")).PhotosPart);
const ReviewPart = lazily(async () => (await import("./review/review-part.tsx")).ReviewPart);
const CarePart = lazily(async () => (await import("./care/care-part.tsx")).CarePart);
const AccountPart = lazily(async () => (await import("./settings/account-part.tsx")).AccountPart);
const SettingsPart = lazily(async () => (await import("./settings/settings-part.tsx")).SettingsPart);

export function App() {
  const control = useSessionState();
  const route = useRoute();
  return (
    <SessionContext.Provider value={control}>
      <VersionNote />
      <SessionPart control={control} route={route} />
    </SessionContext.Provider>
  );
}

function SessionPart({ control, route }: { control: ReturnType<typeof useSessionState>; route: Route }) {
  const { session, ask } = control;
  switch (session.state) {
    case "asking":
      return <Waiting />;
    case "unreachable":
      return <Unreachable sentence={session.problem.message} onAgain={ask} />;
    case "out":
      return <SignedOut route={route} session={session} />;
    case "in":
      return (
        <PlanProvider key={session.me.id}>
          <RemindersProvider>
            <SignedIn route={route} />
          </RemindersProvider>
        </PlanProvider>
      );
  }
}

function SignedOut({ route, session }: { route: Route; session: Extract<Session, { state: "out" }> }) {
  useEffect(() => askFor(route), [route]);
  if (route.screen === "home-screen") return <HomeScreenPage />;
  if (route.screen === "sign-up") return <SignUpScreen />;
  if (route.screen === "sign-in") return <SignInScreen />;
  if (route.screen === "recover") return <RecoverScreen />;
  if (route.screen === "no-mail") return <NoMailScreen token={route.token} />;
  if (route.screen === "under-18") return <Under18Screen isIn={false} />;
  return <WelcomeScreen wasIn={session.wasIn} lost={session.lost} isOwed={session.isOwed} />;
}

function SignedIn({ route }: { route: Route }) {
  const { plan, problem, refresh } = usePlan();
  // The picture of the camera needs the room.
  const isAlone = ["start", "sign-up", "take-photos"].includes(route.screen);
  return (
    <>
      {plan ? (
        <Screen route={route} plan={plan} />
      ) : route.screen === "worry" ? (
        <WorryScreen />
      ) : problem ? (
        <Unreachable sentence={problem.message} onAgain={() => void refresh()} />
      ) : (
        <Waiting />
      )}
      {!isAlone && <Tabs current={tabOf(route)} hasHelp={route.screen === "today"} />}
    </>
  );
}

function Screen({ route, plan }: { route: Route; plan: Plan }) {
  switch (route.screen) {
    case "start":
      return <StartScreen question={route.question} plan={plan} />;
    case "today":
      return plan.courses.length ? <TodayScreen plan={plan} /> : <NoCourseScreen />;
    case "step":
      return <StepScreen plan={plan} itemKey={route.key} key={route.key} />;
    case "worry":
      return <WorryScreen />;
    case "diary":
      return <DiaryScreen plan={plan} />;
    case "course":
    case "course-list":
    case "visit":
    case "change-visit":
    case "add-visit":
    case "visit-notes":
    case "visit-costs":
      return <CoursePart route={route} plan={plan} />;
    case "photos":
    case "take-photos":
    case "gallery":
      return <PhotosPart route={route} plan={plan} />;
    case "your-list":
    case "goal":
    case "costs":
      return <ReviewPart plan={plan} screen={route.screen} courseId={route.course} />;
    case "care":
    case "guide":
      return <CarePart guide={route.screen === "guide" ? route.number : null} plan={plan} />;
    case "questions":
      return <QuestionsScreen plan={plan} courseId={route.course} question={route.question} />;
    case "sign-up":
      return <CodePage />;
    case "under-18":
      return <Under18Screen isIn />;
    case "welcome":
    case "home-screen":
    case "sign-in":
    case "recover":
      return <Elsewhere href="#/today" />;
    case "passphrase":
    case "passkeys":
    case "sessions":
    case "recovery":
    case "leaving":
    case "mail":
      return <AccountPart screen={route.screen} />;
    case "no-mail":
      return <NoMailScreen token={route.token} />;
    case "lost":
      return <Lost />;
    default:
      return <SettingsPart screen={route.screen} plan={plan} />;
  }
}

function Unreachable({ sentence, onAgain }: { sentence: string; onAgain: () => void }) {
  return (
    <Page name="No connection">
      <Title class="page gap-5">We cannot reach Stipple just now</Title>
      <p class="quiet gap-3">{sentence}</p>
      <p class="gap-4">
        If you feel very ill, do not wait for this page: call your local emergency number.
      </p>
      <div class="keys gap-5">
        <Key isMain onPress={onAgain}>
          Try again
        </Key>
      </div>
    </Page>
  );
}

function Lost() {
  return (
    <Page name="Stipple">
      <Title class="page gap-5">There is nothing at this address</Title>
      <p class="quiet gap-3">Please choose a screen below.</p>
    </Page>
  );
}
