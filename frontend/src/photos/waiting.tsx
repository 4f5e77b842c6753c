/** What is still on this phone, what is being sent, and what was refused. */
import { TextKey } from "../components/keys.tsx";
import type { CheckInList } from "./api.ts";
import { hereWords, refusedPhotoWords, safeWords } from "./check-in-words.ts";
import { dismissRefusedPhotos } from "./queue.ts";
import type { PhotoQueue } from "./queue.ts";

export function WaitingPhotos({ queue, list }: { queue: PhotoQueue; list: CheckInList }) {
  const safe = list.courses.flatMap(({ check_ins }) => check_ins).flatMap(({ poses }) => poses).filter((pose) => pose.is_taken);
  return (
    <>
      <div role="status">
        {queue.waiting.length > 0 && <p class="notice gap-4">{hereWords(queue.waiting.length)}</p>}
        {safe.length > 0 && <p class="quiet small gap-3">{safeWords(safe.length)}</p>}
      </div>
      <Sending queue={queue} />
      <Refused queue={queue} list={list} />
    </>
  );
}

function Sending({ queue: { sending } }: { queue: PhotoQueue }) {
  if (!sending || sending.of === 0) return null;
  const now = Math.min(sending.done + 1, sending.of);
  return (
    <div class="gap-3">
      <label class="small" for="sending">
        Sending photo {now} of {sending.of}
      </label>
      <progress id="sending" class="sending gap-2" max={sending.of} value={sending.done} />
    </div>
  );
}

function Refused({ queue, list }: { queue: PhotoQueue; list: CheckInList }) {
  const labels = new Map(
    list.courses.flatMap(({ check_ins }) => check_ins).flatMap(({ poses }) => poses).map(({ pose, label }) => [pose, label]),
  );
  return (
    <div role="alert" class={queue.refused.length ? "problem gap-4" : undefined}>
      {queue.refused.map((refused) => (
        <p key={refused.photo.id}>{refusedPhotoWords(refused, labels.get(refused.photo.pose) ?? "")}</p>
      ))}
      {queue.refused.length > 0 && <TextKey onPress={() => void dismissRefusedPhotos()}>I have read this</TextKey>}
    </div>
  );
}
