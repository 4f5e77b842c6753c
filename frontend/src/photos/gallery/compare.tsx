/** Two photos of one pose, compared honestly: what differs beside the skin is said, nothing is scored. */
import { useEffect, useState } from "preact/hooks";
import { KeyLink } from "../../components/keys.tsx";
import { Page, Title } from "../../components/page.tsx";
import { usePlan } from "../../plan.tsx";
import { useAlbum, usePhotos } from "./album.tsx";
import { Board } from "./board.tsx";
import { gate } from "./gate.ts";
import { Gone } from "./gone.tsx";
import { lightIn, lightNote } from "./light.ts";
import { LOOKING, notLinedUpWords } from "./line-up-words.ts";
import { fitOfPair } from "./lines.ts";
import type { Faces } from "./lines.ts";
import { OwnScores } from "./own-scores.tsx";
import { healingNote, pairOf } from "./pairs.ts";
import type { Pair } from "./pairs.ts";
import { captionOf, subjectOf } from "./photo-words.ts";
import type { Photo } from "./photo-words.ts";
import { lineUpHref, pairsHref } from "./places.ts";
import { baseOf, between, seriesWith } from "./series.ts";
import type { Series } from "./series.ts";
import type { Similarity } from "./similarity.ts";
import { useFaces, useLines } from "./use-looks.ts";
import type { Looked } from "./use-looks.ts";

export function CompareScreen({ ids: [one, other] }: { ids: [string, string] }) {
  const series = seriesWith(usePhotos(), one);
  const found = [one, other].map((id) => series?.photos.find((photo) => photo.id === id));
  if (!series || !found[0] || !found[1]) return <Gone />;
  return <Comparing key={`${one} ${other}`} series={series} pair={pairOf(found[0], found[1])} from={one} />;
}

function Comparing({ series, pair, from }: { series: Series; pair: Pair; from: string }) {
  const { plan } = usePlan();
  const zone = plan?.zone ?? "UTC";
  const base = baseOf(series);
  const looked = useFaces([...new Set([pair.earlier, pair.later, base])]);
  useLines(series, looked);
  const { lies, refusal } = laidOver(pair, looked.faces);
  return (
    <Page name="Compare" back={{ href: pairsHref(from), to: "Compare" }}>
      <Title class="page">{subjectOf(pair.earlier)}</Title>
      <Notes pair={pair} refusal={refusal} />
      <Board pair={pair} lies={refusal ? null : lies} isBesideOnly={refusal !== null} />
      <dl class="pairs gap-4">
        <dt>Earlier</dt>
        <dd>{captionOf(pair.earlier, zone)}</dd>
        <dt>Later</dt>
        <dd>{captionOf(pair.later, zone)}</dd>
      </dl>
      <p role="status" class={looked.isLooking ? "quiet gap-5" : "unseen"}>
        {looked.isLooking ? LOOKING : ""}
      </p>
      <LiningUp pair={pair} base={base} looked={looked} isRefused={refusal !== null} isByFace={lies !== null} />
      <OwnScores courseId={pair.later.course_id} photos={[pair.earlier, pair.later]} />
    </Page>
  );
}

/** How the later photo lies over the earlier, and why they may not be laid over each other, as far as anything can tell. */
function laidOver(pair: Pair, faces: Faces): { lies: Similarity | null; refusal: string | null } {
  const fit = fitOfPair(pair, faces);
  const lies = between(pair.earlier, pair.later) ?? fit?.by ?? null;
  return { lies, refusal: lies && gate({ leftOver: null, headDegrees: null, ...fit, by: lies }) };
}

function Notes({ pair, refusal }: { pair: Pair; refusal: string | null }) {
  const light = useLightNote(pair);
  const isUnsure = !pair.earlier.colour_sure || !pair.later.colour_sure;
  const notes = [
    healingNote(pair),
    refusal && `${refusal} So they are shown side by side only.`,
    light,
    isUnsure ? "The colours of one of them are not certain." : null,
  ].filter((note) => note !== null);
  return (
    <div role="status">
      {notes.map((note) => (
        <p key={note} class="notice gap-3">
          {note}
        </p>
      ))}
    </div>
  );
}

/** Measured once both thumbnails are there; without them nothing is said of the light. */
function useLightNote({ earlier, later }: Pair): string | null {
  const { tell } = useAlbum();
  const [note, setNote] = useState<string | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    Promise.all([lightIn(earlier, stop.signal), lightIn(later, stop.signal)]).then(
      ([one, other]) => setNote(lightNote(one, other)),
      (thrown: unknown) => {
        if (!stop.signal.aborted) tell(thrown);
      },
    );
    return () => stop.abort();
  }, [earlier.id, later.id, tell]);
  return note;
}

interface LiningUpProps {
  pair: Pair;
  base: Photo;
  looked: Looked;
  isRefused: boolean;
  isByFace: boolean;
}

/** The next photo of the two that is still to be lined up, if any; or both once more. */
function LiningUp({ pair, base, looked, isRefused, isByFace }: LiningUpProps) {
  const { earlier, later } = pair;
  const waiting = [earlier, later].find((photo) => !photo.alignment && photo.id !== base.id);
  // Two spots cannot mend what the faces refuse.
  if (waiting && isRefused) return null;
  if (!waiting || isByFace || looked.isLooking) {
    const again = later.id === base.id ? earlier : later;
    return (
      <div class="keys gap-5">
        <KeyLink href={lineUpHref(again.id, again === later ? earlier.id : later.id)}>Line them up by hand</KeyLink>
      </div>
    );
  }
  const other = waiting === later ? earlier : later;
  return (
    <>
      <p class="quiet gap-5">{notLinedUpWords(pair, looked.faces)}</p>
      <div class="keys gap-4">
        <KeyLink isMain href={lineUpHref(waiting.id, other.id)}>
          Line them up
        </KeyLink>
      </div>
    </>
  );
}
