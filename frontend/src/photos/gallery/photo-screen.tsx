/** One photo: large, with its date; to be kept as a file, lined up or deleted. */
import { useState } from "preact/hooks";
import { Key, KeyLink } from "../../components/keys.tsx";
import { Page, Title } from "../../components/page.tsx";
import { ProblemNote } from "../../components/problem.tsx";
import { saveFile } from "../../components/save-file.ts";
import { Sheet } from "../../components/sheet.tsx";
import { useTask } from "../../components/task.ts";
import { goTo } from "../../navigation.ts";
import { usePlan } from "../../plan.tsx";
import { dateIn } from "../../words/dates.ts";
import { useAlbum, usePhotos } from "./album.tsx";
import { Gone } from "./gone.tsx";
import { captionOf, subjectOf } from "./photo-words.ts";
import type { Photo } from "./photo-words.ts";
import { Picture } from "./picture.tsx";
import { GALLERY, lineUpHref, pairsHref } from "./places.ts";
import { fetchPicture } from "../api.ts";
import { galleryApi } from "./requests.ts";
import { baseOf, seriesWith } from "./series.ts";

export function PhotoScreen({ id }: { id: string }) {
  const photos = usePhotos();
  const { plan } = usePlan();
  const photo = photos.find((each) => each.id === id);
  const [isAsking, setAsking] = useState(false);
  if (!photo) return <Gone />;
  const zone = plan?.zone ?? "UTC";
  return (
    <Page name="Photo" back={{ href: GALLERY, to: "All photos" }}>
      <Title class="page">{subjectOf(photo)}</Title>
      <p class="quiet gap-2">{captionOf(photo, zone)}</p>
      <div class="board gap-4">
        <Picture photo={photo} variant="full" alt={`Photo of ${captionOf(photo, zone)}`} />
      </div>
      {!photo.colour_sure && (
        <p class="notice gap-4">This file did not say how its colours are meant. They may look different from your other photos.</p>
      )}
      <CompareKeys photo={photo} photos={photos} />
      <SavePart photo={photo} zone={zone} />
      <div class="keys gap-4">
        <Key onPress={() => setAsking(true)}>Delete this photo</Key>
      </div>
      {isAsking && <DeleteSheet photo={photo} onClose={() => setAsking(false)} />}
    </Page>
  );
}

function CompareKeys({ photo, photos }: { photo: Photo; photos: readonly Photo[] }) {
  const series = seriesWith(photos, photo.id);
  if (!series || series.photos.length < 2) return null;
  const base = baseOf(series);
  return (
    <div class="keys gap-5">
      <KeyLink isMain href={pairsHref(photo.id)}>
        Compare
      </KeyLink>
      {base.id !== photo.id && (
        <KeyLink href={lineUpHref(photo.id, base.id)}>{photo.alignment ? "Line it up again" : "Line it up"}</KeyLink>
      )}
    </div>
  );
}

function SavePart({ photo, zone }: { photo: Photo; zone: string }) {
  const { tell } = useAlbum();
  const task = useTask();
  const [isSaved, setSaved] = useState(false);
  const save = async () => {
    const work = async () => {
      const picture = await fetchPicture(photo.id, "full", new AbortController().signal).catch((thrown: unknown) => {
        throw tell(thrown);
      });
      saveFile(`photo-${dateIn(zone, photo.taken_at)}.jpg`, picture);
    };
    setSaved(await task.run(work));
  };
  return (
    <>
      <ProblemNote problem={task.problem} />
      <div class="keys gap-4">
        <Key isBusy={task.isBusy} onPress={() => void save()}>
          Save a copy
        </Key>
      </div>
      <p role="status" class="quiet small gap-2">
        {isSaved ? "Saved. The copy lies outside Stipple: whoever has the file can see it." : ""}
      </p>
    </>
  );
}

function DeleteSheet({ photo, onClose }: { photo: Photo; onClose: () => void }) {
  const { change, tell } = useAlbum();
  const task = useTask();
  const remove = async () => {
    const went = await task.run(() =>
      galleryApi.remove(photo.id).catch((thrown: unknown) => {
        throw tell(thrown);
      }),
    );
    if (!went) return;
    goTo(GALLERY, true);
    change(photo.id, null);
  };
  return (
    <Sheet titleId="delete-photo" onClose={onClose}>
      <h2 id="delete-photo" class="now gap-2" tabIndex={-1}>
        Delete this photo?
      </h2>
      <p class="gap-3">It goes from this phone and from the server, at once. It cannot be brought back.</p>
      <ProblemNote problem={task.problem} />
      <div class="keys gap-4">
        <Key isMain isBusy={task.isBusy} onPress={() => void remove()}>
          Delete it
        </Key>
        <Key onPress={onClose}>Keep it</Key>
      </div>
    </Sheet>
  );
}
