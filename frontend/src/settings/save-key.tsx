/** The key that saves a form of Settings, and what is said once it has. */
import { SubmitKey } from "../components/keys.tsx";

export function SaveKey({ isBusy, said }: { isBusy: boolean; said: string }) {
  return (
    <>
      <SubmitKey isBusy={isBusy}>Save</SubmitKey>
      <p role="status" class="quiet gap-3">
        {said}
      </p>
    </>
  );
}
