/** All photos that are safe on the server, by area and pose, the newest first. */
import { useEffect, useMemo, useState } from "preact/hooks";
import { Key, KeyLink, RowLink } from "../../components/keys.tsx";
import { Page, Title } from "../../components/page.tsx";
import { usePlan } from "../../plan.tsx";
import { usePhotoQueue } from "../use-photos.ts";
import { useAlbum, usePhotos } from "./album.tsx";
import { OwnScores } from "./own-scores.tsx";
import { captionOf, count } from "./photo-words.ts";
import type { Photo } from "./photo-words.ts";
import { Picture } from "./picture.tsx";
import { filmHref, KEEP, pairsHref, photoHref } from "./places.ts";
import { seriesOf } from "./series.ts";
import type { Series } from "./series.ts";
import { Veiled, VeilSwitch } from "./veil.tsx";

export function ListScreen() {
  const photos = usePhotos();
  const { lock } = useAlbum();
  const { waiting } = usePhotoQueue();
  const all = useMemo(() => seriesOf(photos), [photos]);
  const courses = useMemo(() => [...new Set(photos.map(({ course_id }) => course_id))], [photos]);
  return (
    <Page name="Photos" back={{ href: "#/photos", to: "Photos" }}>
      <Title class="page">Your photos</Title>
      <p class="quiet gap-3">{safeWords(photos.length, waiting.length)}</p>
      {photos.length > 0 && <VeilSwitch />}
      <Veiled>
        {all.map((series) => (
          <SeriesPart key={series.photos[0]!.id} series={series} />
        ))}
      </Veiled>
      {courses.map((id) => (
        <OwnScores key={id} courseId={id} isNamed={courses.length > 1} />
      ))}
      {photos.length > 0 && <KeepAndLock onLock={lock} />}
    </Page>
  );
}

function KeepAndLock({ onLock }: { onLock: () => void }) {
  return (
    <>
      <ul class="rows gap-6">
        <li>
          <RowLink href={KEEP} name="Keep a copy of all photos" />
        </li>
      </ul>
      <div class="keys gap-4">
        <Key onPress={onLock}>Lock now</Key>
      </div>
    </>
  );
}

function safeWords(photos: number, waiting: number): string {
  const safe = photos ? `${count(photos)} ${photos === 1 ? "is" : "are"} safe on the server.` : "No photo is on the server yet.";
  if (!waiting) return `${safe} A photo taken on another phone comes here once that phone has sent it.`;
  return `${safe} ${count(waiting)} ${waiting === 1 ? "is" : "are"} still on this phone only, and will be sent.`;
}

const KINDS = ["progress", "colour", "healing"] as const;

function SeriesPart({ series }: { series: Series }) {
  const [results, colour, healing] = useMemo(() => {
    const newest = [...series.photos].reverse();
    return KINDS.map((kind) => newest.filter((photo) => photo.kind === kind)) as [Photo[], Photo[], Photo[]];
  }, [series]);
  const [first] = series.photos;
  return (
    <section class="gap-6" aria-label={series.subject}>
      <h2>{series.subject}</h2>
      {first && series.photos.length > 1 && (
        <div class="keys gap-3">
          <KeyLink href={pairsHref(first.id)}>Compare</KeyLink>
          <KeyLink href={filmHref(first.id)}>Make a film</KeyLink>
        </div>
      )}
      {results.length > 0 && <Tiles photos={results} />}
      <Folded heading="Colour checks, to find darker or lighter spots" photos={colour} />
      <Folded heading="Healing days, to show your clinic" photos={healing} />
    </section>
  );
}

function Folded({ heading, photos }: { heading: string; photos: readonly Photo[] }) {
  if (photos.length === 0) return null;
  return (
    <details class="gap-3">
      <summary>
        {heading}: {photos.length}
      </summary>
      <Tiles photos={photos} />
    </details>
  );
}

// One block is what a slow phone draws in a single turn.
const BLOCK = 12;

/** Drawn block after block, each in a turn of its own, so that a finger is heard in between. */
function Tiles({ photos }: { photos: readonly Photo[] }) {
  const { plan } = usePlan();
  const zone = plan?.zone ?? "UTC";
  const blocks = useMemo(() => {
    const starts = Array.from({ length: Math.ceil(photos.length / BLOCK) }, (_, index) => index * BLOCK);
    return starts.map((start) => <Block key={start} photos={photos.slice(start, start + BLOCK)} zone={zone} />);
  }, [photos, zone]);
  const [shown, setShown] = useState(0);
  useEffect(() => {
    if (shown >= blocks.length) return;
    const timer = setTimeout(() => setShown(shown + 1));
    return () => clearTimeout(timer);
  }, [shown, blocks]);
  return (
    <ul class="tiles gap-3" aria-busy={shown < blocks.length}>
      {blocks.slice(0, shown)}
    </ul>
  );
}

function Block({ photos, zone }: { photos: readonly Photo[]; zone: string }) {
  return (
    <>
      {photos.map((photo) => (
        <li key={photo.id}>
          <a class="tile" href={photoHref(photo.id)}>
            <Picture photo={photo} variant="thumb" alt="" />
            <span class="label">{captionOf(photo, zone)}</span>
          </a>
        </li>
      ))}
    </>
  );
}
