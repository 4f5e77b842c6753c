/** Taking all photos along in one file. */
import { useState } from "preact/hooks";
import { Key } from "../../components/keys.tsx";
import { Page, Title } from "../../components/page.tsx";
import { ProblemNote } from "../../components/problem.tsx";
import { saveFrom } from "../../components/save-file.ts";
import { ConfirmSheet, useConfirmed } from "../../settings/confirm.tsx";
import { useAlbum, usePhotos } from "./album.tsx";
import { count } from "./photo-words.ts";
import { GALLERY } from "./places.ts";
import { ARCHIVE, askForArchive } from "./requests.ts";

export function KeepScreen() {
  const photos = usePhotos();
  const { confirmed, isSaved, take } = useTaking();
  return (
    <Page name="Keep a copy" back={{ href: GALLERY, to: "All photos" }}>
      <Title class="page">Keep a copy</Title>
      <p class="gap-3">{count(photos.length)}, with their dates and all we keep about you, in one ZIP file.</p>
      <p class="quiet gap-3">
        The photos stay safe on the server. The file lies outside Stipple: whoever has it can see them, so keep it in a safe place.
      </p>
      <ProblemNote problem={confirmed.task.problem} />
      <div class="keys gap-4">
        <Key isMain isBusy={confirmed.task.isBusy} onPress={() => void take()}>
          Save all photos
        </Key>
      </div>
      <p role="status" class="quiet gap-3">
        {isSaved ? "Your browser is saving the file now." : ""}
      </p>
      <ConfirmSheet confirmed={confirmed} />
    </Page>
  );
}

function useTaking() {
  const { tell } = useAlbum();
  const confirmed = useConfirmed();
  const [isSaved, setSaved] = useState(false);
  const take = () =>
    confirmed.run(async () => {
      await askForArchive().catch((thrown: unknown) => {
        throw tell(thrown);
      });
      saveFrom("stipple.zip", ARCHIVE);
      setSaved(true);
    });
  return { confirmed, isSaved, take };
}
