/** Taking everything along, and leaving. */
import { useState } from "preact/hooks";
import { accountApi } from "../api/account.ts";
import { Key } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { ProblemNote } from "../components/problem.tsx";
import { saveFile } from "../components/save-file.ts";
import { Sheet } from "../components/sheet.tsx";
import { goTo } from "../navigation.ts";
import { useReminders } from "../reminders.tsx";
import { useSession } from "../session.ts";
import { ConfirmSheet, useConfirmed } from "./confirm.tsx";
import type { Confirmed } from "./confirm.tsx";
import { isOn } from "./reminder-words.ts";

export function LeavingScreen() {
  const confirmed = useConfirmed();
  const [isAsking, setAsking] = useState(false);
  return (
    <Page name="Your data" back={{ href: "#/settings/account", to: "Account" }}>
      <Title class="page">Your data</Title>
      <p class="quiet gap-3">Everything we keep about you, in one file.</p>
      <ProblemNote problem={confirmed.task.problem} />
      <TakingPart confirmed={confirmed} />
      <section class="gap-6" aria-labelledby="leave">
        <h2 id="leave">Leave Stipple</h2>
        <p class="quiet gap-3">This removes your account and everything in it, at once. It cannot be brought back.</p>
        <div class="keys gap-4">
          <Key onPress={() => setAsking(true)}>Delete my account</Key>
        </div>
      </section>
      {isAsking && !confirmed.waiting && <LeaveSheet confirmed={confirmed} onClose={() => setAsking(false)} />}
      <ConfirmSheet confirmed={confirmed} />
    </Page>
  );
}

function TakingPart({ confirmed }: { confirmed: Confirmed }) {
  const [isSaved, setSaved] = useState(false);
  const take = () =>
    confirmed.run(async () => {
      const everything = JSON.stringify(await accountApi.everything(), null, 2);
      saveFile("stipple.json", new Blob([everything], { type: "application/json" }));
      setSaved(true);
    });
  return (
    <>
      <div class="keys gap-4">
        <Key isMain isBusy={confirmed.task.isBusy} onPress={() => void take()}>
          Save everything as a file
        </Key>
      </div>
      <p role="status" class="quiet gap-3">
        {isSaved ? "Saved. The file can be read by anyone who has it, so keep it in a safe place." : ""}
      </p>
    </>
  );
}

function LeaveSheet({ confirmed, onClose }: { confirmed: Confirmed; onClose: () => void }) {
  const { leave } = useSession();
  const { report, turnOff } = useReminders();
  const remove = () =>
    confirmed.run(async () => {
      await accountApi.leave();
      // The server has forgotten this device already; only the browser's own subscription is left to end.
      if (report && isOn(report.state)) await turnOff();
      goTo("#/welcome", true);
      leave(true);
    });
  return (
    <Sheet titleId="leaving" onClose={onClose}>
      <h2 id="leaving" class="now gap-2" tabIndex={-1}>
        Delete your account?
      </h2>
      <p class="gap-3">Your courses, dates, answers and reminders go with it. Your clinic keeps its own records.</p>
      <ProblemNote problem={confirmed.task.problem} />
      <div class="keys gap-4">
        <Key isMain isBusy={confirmed.task.isBusy} onPress={() => void remove()}>
          Delete everything
        </Key>
        <Key onPress={onClose}>Keep it</Key>
      </div>
    </Sheet>
  );
}
