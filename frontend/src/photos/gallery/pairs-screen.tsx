/** Which two photos to compare: like with like first, any two on request. */
import { useState } from "preact/hooks";
import { KeyLink } from "../../components/keys.tsx";
import { Page, Title } from "../../components/page.tsx";
import { usePlan } from "../../plan.tsx";
import { usePhotos } from "./album.tsx";
import { Gone } from "./gone.tsx";
import { byLight } from "./light.ts";
import { byHead } from "./lines.ts";
import { pairOf, pairsOf } from "./pairs.ts";
import type { Pair } from "./pairs.ts";
import { captionOf } from "./photo-words.ts";
import type { Photo } from "./photo-words.ts";
import { Picture } from "./picture.tsx";
import { compareHref, GALLERY } from "./places.ts";
import { baseOf, seriesWith } from "./series.ts";
import type { Series } from "./series.ts";
import { useFaces, useLights, useLines } from "./use-looks.ts";
import { Veiled, VeilSwitch } from "./veil.tsx";

export function PairsScreen({ id }: { id: string }) {
  const series = seriesWith(usePhotos(), id);
  return series ? <Pairs series={series} /> : <Gone />;
}

function Pairs({ series }: { series: Series }) {
  const { plan } = usePlan();
  const zone = plan?.zone ?? "UTC";
  const all = pairsOf(series);
  const shown = [...new Set(all.flatMap(({ earlier, later }) => [earlier, later]))];
  const looked = useFaces([...new Set([baseOf(series), ...shown])]);
  const lit = useLights(shown);
  useLines(series, looked);
  const [upright, turned] = byHead(all, looked.faces);
  const [pairs, otherwise] = byLight(upright, lit.found);
  return (
    <Page name="Compare" back={{ href: GALLERY, to: "All photos" }}>
      <Title class="page">Compare</Title>
      <p class="quiet gap-3">
        {series.subject}. {all.length ? "These were taken at like times, so they can be compared." : NONE}
      </p>
      {all.length > 0 && <VeilSwitch />}
      <Veiled>
        {pairs.length > 0 && <PairRows pairs={pairs} zone={zone} />}
        {(looked.isLooking || lit.isLooking) && <p class="quiet small gap-3">{LOOKING}</p>}
        {otherwise.length > 0 && <Apart {...OTHER_LIGHT} pairs={otherwise} zone={zone} />}
        {turned.length > 0 && <Apart {...OTHER_ANGLE} pairs={turned} zone={zone} />}
      </Veiled>
      {series.photos.length > 1 && <AnyTwo series={series} zone={zone} />}
    </Page>
  );
}

const LOOKING = "Looking at the light in each, and at how a head is held, on this phone.";
const NONE = "No two of them were taken at like times yet: both before a session, or both weeks after one.";

const OTHER_LIGHT = { title: "Other light", words: "What looks changed in these may be the light." };
const OTHER_ANGLE = {
  title: "Another head angle",
  words: "What looks changed in these may be the angle. They are shown side by side only.",
};

interface ApartProps {
  title: string;
  words: string;
  pairs: readonly Pair[];
  zone: string;
}

function Apart({ title, words, pairs, zone }: ApartProps) {
  return (
    <>
      <h2 class="gap-5">{title}</h2>
      <p class="quiet gap-3">{words}</p>
      <PairRows pairs={pairs} zone={zone} />
    </>
  );
}

function PairRows({ pairs, zone }: { pairs: readonly Pair[]; zone: string }) {
  return (
    <ul class="rows gap-4">
      {pairs.map((pair) => (
        <li key={`${pair.earlier.id} ${pair.later.id}`}>
          <PairRow pair={pair} zone={zone} />
        </li>
      ))}
    </ul>
  );
}

function PairRow({ pair: { earlier, later }, zone }: { pair: Pair; zone: string }) {
  return (
    <a class="pair" href={compareHref(earlier.id, later.id)}>
      <Picture photo={earlier} variant="thumb" alt="" />
      <Picture photo={later} variant="thumb" alt="" />
      <span class="pair-words small">
        <span>{captionOf(earlier, zone)}</span>
        <span>{captionOf(later, zone)}</span>
      </span>
    </a>
  );
}

function AnyTwo({ series: { photos }, zone }: { series: Series; zone: string }) {
  const [one, setOne] = useState(photos[0]!.id);
  const [other, setOther] = useState(photos.at(-1)!.id);
  const of = (id: string) => photos.find((photo) => photo.id === id)!;
  const { earlier, later } = pairOf(of(one), of(other));
  return (
    <details class="gap-5">
      <summary>Choose any two</summary>
      <PhotoChoice id="one-photo" label="One photo" photos={photos} zone={zone} chosen={one} onChoose={setOne} />
      <PhotoChoice id="other-photo" label="The other" photos={photos} zone={zone} chosen={other} onChoose={setOther} />
      {one !== other && (
        <div class="keys gap-4">
          <KeyLink href={compareHref(earlier.id, later.id)}>Compare these two</KeyLink>
        </div>
      )}
    </details>
  );
}

interface PhotoChoiceProps {
  id: string;
  label: string;
  photos: readonly Photo[];
  zone: string;
  chosen: string;
  onChoose: (id: string) => void;
}

function PhotoChoice({ id, label, photos, zone, chosen, onChoose }: PhotoChoiceProps) {
  return (
    <div class="field-group gap-4">
      <label for={id}>{label}</label>
      <select id={id} class="input" value={chosen} onChange={(event) => onChoose(event.currentTarget.value)}>
        {photos.map((photo) => (
          <option key={photo.id} value={photo.id}>
            {captionOf(photo, zone)}
          </option>
        ))}
      </select>
    </div>
  );
}
