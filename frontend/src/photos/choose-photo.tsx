/** Choosing a photo that was taken before, where the camera of the app is not wanted or not there. */
import { useTask } from "../components/task.ts";
import { ProblemNote } from "../components/problem.tsx";
import { shrunk } from "./shrink.ts";

/** `takenAt` is when the file says it was made, as an ISO instant. */
type OnChosen = (picture: Blob, takenAt: string | null) => void;

export function ChoosePhoto({ onChosen, isMain = true }: { onChosen: OnChosen; isMain?: boolean }) {
  const task = useTask();
  const take = (input: HTMLInputElement) => {
    const file = input.files?.[0];
    // The same file may be chosen again after a look at it.
    input.value = "";
    if (file) void task.run(async () => onChosen(await shrunk(file), madeAt(file)));
  };
  return (
    <div class={isMain ? "keys stacked gap-3" : "keys stacked gap-5"}>
      <label class={isMain ? "key main file-key" : "key file-key"} aria-disabled={task.isBusy ? "true" : undefined}>
        Choose a photo
        <input type="file" accept="image/*" onChange={(event) => take(event.currentTarget)} />
      </label>
      <ProblemNote problem={task.problem} />
    </div>
  );
}

function madeAt({ lastModified }: File): string | null {
  return lastModified > 0 && lastModified <= Date.now() ? new Date(lastModified).toISOString() : null;
}
