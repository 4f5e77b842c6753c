/** The screens of photos that are not the gallery. */
import { useEffect } from "preact/hooks";
import type { Plan } from "../api/types.ts";
import type { Route } from "../router.ts";
import { useMe } from "../session.ts";
import { PhotosScreen } from "./photos.tsx";
import { photosOf, sendPhotos } from "./queue.ts";
import { TakeScreen } from "./take.tsx";
import "./photos.css";

export function PhotosPart({ route, plan }: { route: Route; plan: Plan }) {
  const { me } = useMe();
  useEffect(() => void photosOf(me.id).then(sendPhotos), [me.id]);
  if (route.screen !== "take-photos") return <PhotosScreen plan={plan} />;
  return <TakeScreen plan={plan} courseId={route.course} checkInId={route.checkIn} key={route.checkIn} />;
}
