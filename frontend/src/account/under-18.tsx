/** What somebody under 18 is told: no plan is made, and who can help. */
import { KeyLink } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";

export function Under18Screen({ isIn }: { isIn: boolean }) {
  return (
    <Page name="Begin">
      <Title class="page gap-5">Please speak to a doctor first</Title>
      <p class="quiet gap-4">
        Stipple is for people of 18 and older. A doctor can tell you what may help your skin now, and what can wait.
      </p>
      {isIn ? (
        <p class="gap-4">You can close your course under Course, and leave with all your data under Settings.</p>
      ) : (
        <p class="gap-4">Nothing was kept about you.</p>
      )}
      <div class="to-foot">
        <div class="keys stacked">
          <KeyLink href={isIn ? "#/course" : "#/welcome"}>{isIn ? "Go to Course" : "Back"}</KeyLink>
        </div>
        <p class="label gap-4">If you feel very ill, call your local emergency number.</p>
      </div>
    </Page>
  );
}
