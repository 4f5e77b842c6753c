/** A film of one pose: made on this phone, shown while it is made, saved if the reader wants it. */
import { useEffect, useRef, useState } from "preact/hooks";
import { Key, KeyLink } from "../../components/keys.tsx";
import { Page, Title } from "../../components/page.tsx";
import { ProblemNote } from "../../components/problem.tsx";
import { saveFile } from "../../components/save-file.ts";
import { useTask } from "../../components/task.ts";
import { usePlan } from "../../plan.tsx";
import { useAlbum, usePhotos } from "./album.tsx";
import { endingOf, filmKind, framesOf, isForFilm, makeFilm } from "./film.ts";
import type { Frame } from "./film.ts";
import { Gone } from "./gone.tsx";
import { captionOf, count } from "./photo-words.ts";
import { GALLERY, KEEP, pairsHref } from "./places.ts";
import { fetchPicture } from "../api.ts";
import { baseOf, seriesWith } from "./series.ts";
import type { Series } from "./series.ts";
import { useFaces, useLines } from "./use-looks.ts";

const LEAST = 2;

export function FilmScreen({ id }: { id: string }) {
  const series = seriesWith(usePhotos(), id);
  return series ? <Film series={series} id={id} /> : <Gone />;
}

function Film({ series, id }: { series: Series; id: string }) {
  const wanted = series.photos.filter(isForFilm);
  const looked = useFaces(wanted.length < LEAST ? [] : [...new Set([baseOf(series), ...wanted])]);
  const isLining = useLines(series, looked);
  const frames = framesOf(series, looked.faces);
  const kind = filmKind();
  return (
    <Page name="Film" back={{ href: GALLERY, to: "All photos" }}>
      <Title class="page">A film of your photos</Title>
      <p class="quiet gap-3">{series.subject}. Only photos that are lined up and taken alike go into it; healing days and colour checks stay out.</p>
      {kind === null ? (
        <NoFilms />
      ) : isLining ? (
        <p class="quiet gap-4">Looking at how the head is held in {count(wanted.length)}, on this phone.</p>
      ) : frames.length < LEAST ? (
        <TooFew id={id} />
      ) : (
        <Maker frames={frames} kind={kind} />
      )}
    </Page>
  );
}

function NoFilms() {
  return (
    <>
      <p class="notice gap-4">This browser cannot make films. You can save all your photos in one file instead, or open Stipple in another browser.</p>
      <div class="keys gap-4">
        <KeyLink isMain href={KEEP}>
          Keep a copy of all photos
        </KeyLink>
      </div>
    </>
  );
}

function TooFew({ id }: { id: string }) {
  return (
    <>
      <p class="gap-4">A film needs two photos that are lined up.</p>
      <div class="keys gap-4">
        <KeyLink isMain href={pairsHref(id)}>
          Line up two photos
        </KeyLink>
      </div>
    </>
  );
}

function Maker({ frames, kind }: { frames: readonly Frame[]; kind: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { task, make, at, film } = useFilm(frames, kind);
  const isShown = at > 0;
  return (
    <>
      <canvas ref={canvas} class="film gap-4" hidden={!isShown} role="img" aria-label="The film" />
      <p role="status" class="gap-3">
        {film ? "Your film is ready." : isShown ? `Making it: photo ${at} of ${frames.length}.` : `${count(frames.length)} will be in it.`}
      </p>
      <ProblemNote problem={task.problem} />
      <div class="keys gap-4">
        {film && (
          <Key isMain onPress={() => saveFile(`film.${endingOf(kind)}`, film)}>
            Save the film
          </Key>
        )}
        <Key isMain={!film} isBusy={task.isBusy} onPress={() => void make(canvas.current!)}>
          {film ? "Make it again" : "Make the film"}
        </Key>
      </div>
      <p class="quiet small gap-3">
        It is made on this phone and sent nowhere. Once saved it lies outside Stipple: whoever has the file can see it. Dates are in it, your name and place are not.
      </p>
    </>
  );
}

function useFilm(frames: readonly Frame[], kind: string) {
  const { tell } = useAlbum();
  const { plan } = usePlan();
  const task = useTask();
  const [at, setAt] = useState(0);
  const [film, setFilm] = useState<Blob | null>(null);
  const stop = useRef(new AbortController());
  useEffect(() => () => stop.current.abort(), []);
  const { signal } = stop.current;
  const make = (canvas: HTMLCanvasElement) =>
    task.run(async () => {
      setFilm(null);
      const load = (photo: Frame["photo"]) =>
        fetchPicture(photo.id, "full", signal).catch((thrown: unknown) => {
          throw tell(thrown);
        });
      const words = (photo: Frame["photo"]) => captionOf(photo, plan?.zone ?? "UTC");
      setFilm(await makeFilm({ canvas, frames, kind, load, captionOf: words, onFrame: setAt, signal }));
    });
  return { task, make, at, film };
}
