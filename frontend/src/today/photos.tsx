/** The photo check-in in words: taken, or not today. */
import { Key, KeyLink, TextKey } from "../components/keys.tsx";
import { goTo } from "../navigation.ts";
import type { FormProps } from "./step.tsx";

const HOW = [
  "The same spot and the same light as last time. Face a window, with the room lights off.",
  "Clean bare skin, hair back, a relaxed face.",
  "The phone at eye level, about 45 cm away. No flash, no filter.",
];

export function PhotosForm({ item, acting }: FormProps) {
  const say = async (value: string, settles: "done" | "skip", words: string) => {
    if (await acting.answer(item, [{ question: "photo", value }], settles, words)) goTo("#/today");
  };
  return (
    <>
      <ul class="points gap-5">
        {HOW.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <div class="keys stacked gap-5">
        <KeyLink isMain href="#/photos">
          Take photos
        </KeyLink>
        <Key hasLamp isBusy={acting.task.isBusy} onPress={() => void say("taken", "done", "Photos taken.")}>
          Photos taken
        </Key>
        <TextKey onPress={() => void say("not_today", "skip", "No photos today.")}>Not today</TextKey>
      </div>
    </>
  );
}
