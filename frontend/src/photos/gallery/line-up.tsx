/** Lining a photo up: two spots shown on both photos say how one lies over the other. Only four numbers are kept. */
import { useState } from "preact/hooks";
import { Elsewhere } from "../../components/elsewhere.tsx";
import { Key } from "../../components/keys.tsx";
import { Page, Title } from "../../components/page.tsx";
import { ProblemNote } from "../../components/problem.tsx";
import { ApiProblem } from "../../api/problem.ts";
import { useTask } from "../../components/task.ts";
import { goTo } from "../../navigation.ts";
import { usePlan } from "../../plan.tsx";
import { useAlbum, usePhotos } from "./album.tsx";
import { Gone } from "./gone.tsx";
import { MarkBoard } from "./mark-board.tsx";
import type { Marks } from "./mark-board.tsx";
import { captionOf } from "./photo-words.ts";
import type { Photo } from "./photo-words.ts";
import { compareHref, pairsHref } from "./places.ts";
import { galleryApi } from "./requests.ts";
import { aspectOf, baseOf, inFrame, seriesWith } from "./series.ts";
import { combined, kept, SAME, similarityOf } from "./similarity.ts";

const FIRST: Marks = [
  { x: -0.2, y: -0.1 },
  { x: 0.2, y: -0.1 },
];

export function LineUpScreen({ id, next }: { id: string; next: string }) {
  const series = seriesWith(usePhotos(), id);
  const photo = series?.photos.find((each) => each.id === id);
  if (!series || !photo) return <Gone />;
  const base = baseOf(series);
  if (base.id === id) return <Elsewhere href={pairsHref(id)} />;
  return <LineUpForm photo={photo} base={base} next={next || base.id} />;
}

function LineUpForm({ photo, base, next }: { photo: Photo; base: Photo; next: string }) {
  const { plan } = usePlan();
  const zone = plan?.zone ?? "UTC";
  const [under, setUnder] = useState(FIRST);
  const [over, setOver] = useState(FIRST);
  const { task, save } = useSaving(photo, base, next);
  return (
    <Page name="Line up" back={{ href: compareHref(photo.id, next), to: "Compare" }}>
      <Title class="page">Line them up</Title>
      <p class="gap-3">{spotsFor(photo)}</p>
      <p class="quiet gap-3">Put the middle of each ring on its spot: drag it, or choose it and press the arrow keys.</p>
      <h2 class="gap-5">First photo</h2>
      <p class="label">{captionOf(base, zone)}</p>
      <MarkBoard photo={base} name="the first photo" marks={under} onMarks={setUnder} />
      <h2 class="gap-5">Second photo</h2>
      <p class="label">{captionOf(photo, zone)}</p>
      <MarkBoard photo={photo} name="the second photo" marks={over} onMarks={setOver} />
      <ProblemNote problem={task.problem} />
      <div class="keys gap-5">
        <Key isMain isBusy={task.isBusy} onPress={() => void save(over, under)}>
          Lay them over each other
        </Key>
      </div>
      <p class="quiet small gap-3">The photos stay as they are. Only how one lies over the other is kept: four numbers.</p>
    </Page>
  );
}

function spotsFor({ area, pose }: Photo): string {
  if (area === "face" && pose === "front")
    return "Ring 1 goes on the outer corner of the eye on the left of the picture, ring 2 on the outer corner of the eye on the right.";
  return "Choose two small spots that you find on both photos, such as moles, as far from each other as you can.";
}

const TOO_NEAR = "The two rings of a photo lie in one place. Put them on two spots.";

function useSaving(photo: Photo, base: Photo, next: string) {
  const { change, tell } = useAlbum();
  const task = useTask();
  const keep = async (of: Photo, alignment: ReturnType<typeof kept>) => {
    const answer = await galleryApi.align(of.id, alignment).catch((thrown: unknown) => {
      throw tell(thrown);
    });
    change(of.id, answer);
  };
  const save = async (over: Marks, under: Marks) => {
    const went = await task.run(async () => {
      const by = similarityOf(over, under);
      if (!by || !similarityOf(under, over)) throw new ApiProblem(0, "one_place", TOO_NEAR);
      const frame = inFrame(base) ?? SAME;
      if (!base.alignment) await keep(base, kept(SAME, aspectOf(base)));
      await keep(photo, kept(combined(by, frame), aspectOf(photo)));
    });
    if (went) goTo(compareHref(photo.id, next), true);
  };
  return { task, save };
}
