/** The key that saves a form of Settings, and what is said once it has. */
import { Key } from "../components/keys.tsx";

export function SaveKey({ isBusy, said }: { isBusy: boolean; said: string }) {
  return (
    <>
      <div class="keys gap-6">
        <Key submits isMain isBusy={isBusy}>
          Save
        </Key>
      </div>
      <p role="status" class="quiet gap-3">
        {said}
      </p>
    </>
  );
}
