/** Today before there is a course: one way on, and help all the same. */
import { useEffect, useState } from "preact/hooks";
import { heldCode } from "../account/new-code.ts";
import { Elsewhere, Waiting } from "../components/elsewhere.tsx";
import { KeyLink } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { Drawing } from "../drawings/drawing.tsx";
import { useMe } from "../session.ts";

export function NoCourseScreen() {
  const { me } = useMe();
  const [isCodeKept, setCodeKept] = useState<boolean | null>(null);
  useEffect(() => void heldCode(me.id).then((code) => setCodeKept(code === null)), [me.id]);
  if (isCodeKept === null) return <Waiting />;
  // Whoever has just signed up, and loads the app again, goes on where they were.
  if (!isCodeKept) return <Elsewhere href="#/sign-up" />;
  return (
    <Page name="Today">
      <Drawing name="leaf" class="gap-6" />
      <Title class="page gap-5">No course yet</Title>
      <p class="quiet gap-3">Have your clinic's sheet at hand. You can change every answer later.</p>
      <div class="keys gap-5">
        <KeyLink isMain href="#/start">
          Start a course
        </KeyLink>
      </div>
    </Page>
  );
}
