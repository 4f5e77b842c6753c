/** What the screens of the gallery share: the list, whether it is locked, and what to do when the server says so. */
import type { ComponentChildren } from "preact";
import { createContext } from "preact";
import { useCallback, useContext, useEffect, useState } from "preact/hooks";
import { ApiProblem, BROKEN } from "../../api/problem.ts";
import { useSession } from "../../session.ts";
import { useAway } from "./away.ts";
import { forgetFaces } from "./heads.ts";
import { forgetLights } from "./light.ts";
import type { Photo } from "./photo-words.ts";
import { galleryApi } from "./requests.ts";

export type Album =
  | { state: "asking" }
  | { state: "locked" }
  | { state: "broken"; problem: ApiProblem }
  | { state: "open"; photos: readonly Photo[] };

export interface AlbumControl {
  album: Album;
  /** Asks for the list again. */
  reload(): Promise<void>;
  lock(): void;
  /** Whether lists of photos are blurred; so they are again each time the gallery is opened. */
  isVeiled: boolean;
  veil(isVeiled: boolean): void;
  /** Takes what a request threw: a lock and an ended sign-in change the screen; the rest is for the caller to show. */
  tell(thrown: unknown): ApiProblem;
  /** Puts changed photos in the place of those of their id; null takes one away. */
  change(id: string, photo: Photo | null): void;
}

const AlbumContext = createContext<AlbumControl | null>(null);

export function AlbumProvider({ children }: { children: ComponentChildren }) {
  return <AlbumContext.Provider value={useAlbumState()}>{children}</AlbumContext.Provider>;
}

function useAlbumState(): AlbumControl {
  const [album, setAlbum] = useState<Album>({ state: "asking" });
  const [isVeiled, veil] = useState(true);
  const tell = useTelling(useCallback(() => setAlbum({ state: "locked" }), []));
  const reload = useCallback(async () => {
    try {
      setAlbum({ state: "open", photos: (await galleryApi.photos()).photos });
    } catch (thrown) {
      const problem = tell(thrown);
      if (problem.code !== "gallery_locked") setAlbum({ state: "broken", problem });
    }
  }, [tell]);
  const lock = useCallback(() => {
    // The pictures go at once; a server that cannot be reached locks by itself some minutes later.
    setAlbum({ state: "locked" });
    veil(true);
    galleryApi.lock().catch(tell);
  }, [tell]);
  const change = useCallback((id: string, photo: Photo | null) => setAlbum((was) => changed(was, id, photo)), []);
  useEffect(() => void reload(), [reload]);
  useEffect(() => (album.state === "open" ? forgetLooks : undefined), [album.state]);
  useAway(album.state === "open", lock);
  return { album, reload, lock, isVeiled, veil, tell, change };
}

function useTelling(onLocked: () => void): AlbumControl["tell"] {
  const { leave } = useSession();
  return useCallback(
    (thrown) => {
      const problem = asProblem(thrown);
      if (problem.code === "gallery_locked") onLocked();
      if (problem.status === 401 && problem.code === "signed_out") leave();
      return problem;
    },
    [leave, onLocked],
  );
}

function forgetLooks(): void {
  forgetFaces();
  forgetLights();
}

export function useAlbum(): AlbumControl {
  const control = useContext(AlbumContext);
  if (!control) throw new Error("useAlbum is called outside the gallery.");
  return control;
}

/** The photos; only for screens that show while the gallery is open. */
export function usePhotos(): readonly Photo[] {
  const { album } = useAlbum();
  if (album.state !== "open") throw new Error("usePhotos is called while the gallery is closed.");
  return album.photos;
}

function changed(album: Album, id: string, photo: Photo | null): Album {
  if (album.state !== "open") return album;
  const photos = album.photos.flatMap((each) => (each.id === id ? (photo ?? []) : each));
  return { state: "open", photos };
}

function asProblem(thrown: unknown): ApiProblem {
  if (thrown instanceof ApiProblem) return thrown;
  console.error(thrown);
  return new ApiProblem(0, "broken", BROKEN);
}
