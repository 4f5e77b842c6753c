/** What is still on this phone, what is being sent, and what was refused. */
import { TextKey } from "../components/keys.tsx";
import type { CheckInList } from "./api.ts";
import { hereWords, poseKey, refusedPhotoWords, safeWords, sendingWords, sentShare, sentWords } from "./check-in-words.ts";
import { dismissRefusedPhotos } from "./queue.ts";
import type { PhotoQueue } from "./queue.ts";

export function WaitingPhotos({ queue, list }: { queue: PhotoQueue; list: CheckInList }) {
  const safe = list.courses.flatMap(({ check_ins }) => check_ins).flatMap(({ poses }) => poses).filter((pose) => pose.is_taken);
  return (
    <>
      <div role="status">
        {queue.waiting.length > 0 && <p class="notice gap-4">{hereWords(queue.waiting.length)}</p>}
        {queue.waiting.length > 0 && queue.notYet && <p class="gap-3">{queue.notYet}</p>}
        {safe.length > 0 && <p class="quiet small gap-3">{safeWords(safe.length)}</p>}
      </div>
      <Sending queue={queue} />
      <Refused queue={queue} list={list} />
    </>
  );
}

/** Which photo is on its way is read out; how much of it has gone is for whoever asks, or looks. */
function Sending({ queue: { sending } }: { queue: PhotoQueue }) {
  const isSending = sending !== null && sending.of > 0;
  return (
    <>
      <p role="status" class={isSending ? "small gap-3" : "unseen"}>
        {isSending ? sendingWords(sending) : ""}
      </p>
      {isSending && (
        <>
          <progress class="sending gap-2" max={sending.of} value={sentShare(sending)} aria-label="Photos sent" />
          <p class="label gap-1">{sending.now ? sentWords(sending.now) : ""}</p>
        </>
      )}
    </>
  );
}

function Refused({ queue, list }: { queue: PhotoQueue; list: CheckInList }) {
  const labels = new Map(
    list.courses.flatMap(({ check_ins }) => check_ins).flatMap(({ poses }) => poses).map((wanted) => [poseKey(wanted), wanted.label]),
  );
  return (
    <div role="alert" class={queue.refused.length ? "problem gap-4" : undefined}>
      {queue.refused.map((refused) => (
        <p key={refused.photo.id}>{refusedPhotoWords(refused, labels.get(poseKey(refused.photo)) ?? "")}</p>
      ))}
      {queue.refused.length > 0 && <TextKey onPress={() => void dismissRefusedPhotos()}>I have read this</TextKey>}
    </div>
  );
}
