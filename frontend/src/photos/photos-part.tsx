/** The screens of photos; the gallery is fetched when it is first opened. */
import { useEffect } from "preact/hooks";
import type { Plan } from "../api/types.ts";
import { lazily } from "../lazily.tsx";
import type { Route } from "../router.ts";
import { useMe } from "../session.ts";
import { PhotosScreen } from "./photos.tsx";
import { photosOf, sendPhotos } from "./queue.ts";
import { TakeScreen } from "./take.tsx";
import "./photos.css";

const GalleryPart = lazily(async () => (await import("./gallery/gallery-part.tsx")).GalleryPart);

export function PhotosPart({ route, plan }: { route: Route; plan: Plan }) {
  const { me } = useMe();
  useEffect(() => void photosOf(me.id).then(sendPhotos), [me.id]);
  if (route.screen === "gallery") return <GalleryPart words={route.words} />;
  if (route.screen !== "take-photos") return <PhotosScreen plan={plan} />;
  return <TakeScreen plan={plan} courseId={route.course} checkInId={route.checkIn} key={route.checkIn} />;
}
