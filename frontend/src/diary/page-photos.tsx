/** Photos on the page for the clinic: small, after a tap, and only while the gallery is unlocked. */
import type { Plan } from "../api/types.ts";
import { Key } from "../components/keys.tsx";
import { AlbumProvider, useAlbum } from "../photos/gallery/album.tsx";
import "../photos/gallery/gallery.css";
import { captionOf, subjectOf } from "../photos/gallery/photo-words.ts";
import type { Photo } from "../photos/gallery/photo-words.ts";
import { Picture } from "../photos/gallery/picture.tsx";
import { UnlockForm } from "../photos/unlock-form.tsx";

/** More would fill pages of paper; all of them stand in the gallery. */
const MOST = 24;

export function ClinicPhotos({ plan }: { plan: Plan }) {
  return (
    <AlbumProvider>
      <Album plan={plan} />
    </AlbumProvider>
  );
}

function Album({ plan }: { plan: Plan }) {
  const { album, reload } = useAlbum();
  switch (album.state) {
    case "asking":
      return (
        <p class="quiet gap-2" aria-busy="true">
          One moment
        </p>
      );
    case "locked":
      return (
        <div class="unprinted">
          <p class="quiet gap-2">Your photos are locked. Open them to show them here.</p>
          <UnlockForm onUnlocked={() => void reload()} />
        </div>
      );
    case "broken":
      return (
        <div class="unprinted">
          <p class="quiet gap-2">{album.problem.message} No picture is kept on this phone.</p>
          <div class="keys gap-3">
            <Key onPress={() => void reload()}>Try again</Key>
          </div>
        </div>
      );
    case "open":
      return <Thumbnails photos={album.photos} zone={plan.zone} />;
  }
}

function Thumbnails({ photos, zone }: { photos: readonly Photo[]; zone: string }) {
  const { lock } = useAlbum();
  const shown = photos.slice(0, MOST);
  if (!shown.length) return <p class="quiet gap-2">No photo is on the server yet.</p>;
  return (
    <>
      {photos.length > MOST && (
        <p class="quiet gap-2">
          The newest {MOST} of {photos.length}.
        </p>
      )}
      <ul class="tiles shown gap-3">
        {shown.map((photo) => (
          <li key={photo.id}>
            <figure class="tile">
              <Picture photo={photo} variant="thumb" alt="" isEager />
              <figcaption class="label">
                {subjectOf(photo)}. {captionOf(photo, zone)}
              </figcaption>
            </figure>
          </li>
        ))}
      </ul>
      <div class="keys gap-4 unprinted">
        <Key onPress={lock}>Lock the photos</Key>
      </div>
    </>
  );
}
