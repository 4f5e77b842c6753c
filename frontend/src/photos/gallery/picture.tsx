/** One picture on a screen: fetched when it comes into view, and forgotten when it leaves the screen. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { RefObject } from "preact";
import { useAlbum } from "./album.tsx";
import { aspectOf } from "./series.ts";
import type { Photo } from "./photo-words.ts";
import { fetchPicture } from "../api.ts";
import type { Variant } from "../api.ts";

// A photo that only flies past while the reader scrolls is not fetched.
const PATIENCE_MS = 80;

interface PictureProps {
  photo: Photo;
  variant: Variant;
  /** Empty where the words beside it say the same. */
  alt: string;
  /** Fetched at once, so that it is there when the page is printed. */
  isEager?: boolean;
}

export function Picture({ photo, variant, alt, isEager = false }: PictureProps) {
  const place = useRef<HTMLSpanElement>(null);
  const isNear = useNear(place);
  const isWanted = isNear || isEager;
  const { url, isMissing } = usePicture(photo.id, variant, isWanted);
  return (
    <span ref={place} class="picture" aria-busy={isWanted && !url && !isMissing} style={{ aspectRatio: String(1 / aspectOf(photo)) }}>
      {url && <img src={url} alt={alt} draggable={false} decoding="async" />}
      {isMissing && <span class="small">This picture did not load.</span>}
    </span>
  );
}

/** The address of a picture in this page's memory; null until it is there. */
function usePicture(id: string, variant: Variant, isNear: boolean): { url: string | null; isMissing: boolean } {
  const { tell } = useAlbum();
  const [url, setUrl] = useState<string | null>(null);
  const [isMissing, setMissing] = useState(false);
  useEffect(() => {
    if (!isNear || url) return;
    const stop = new AbortController();
    const load = async () => {
      try {
        const picture = await fetchPicture(id, variant, stop.signal);
        if (!stop.signal.aborted) setUrl(URL.createObjectURL(picture));
      } catch (thrown) {
        if (stop.signal.aborted) return;
        tell(thrown);
        setMissing(true);
      }
    };
    const timer = setTimeout(() => void load(), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [id, variant, isNear, url, tell]);
  useEffect(() => (url ? () => URL.revokeObjectURL(url) : undefined), [url]);
  return { url, isMissing };
}

const watched = new WeakMap<Element, (isNear: boolean) => void>();
let observer: IntersectionObserver | null = null;

/** Whether an element is in view or nearly so; one observer for all of them. */
function useNear(place: RefObject<Element | null>): boolean {
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    observer ??= new IntersectionObserver(noteAll, { rootMargin: "100px" });
    watched.set(element, setNear);
    observer.observe(element);
    return () => observer?.unobserve(element);
  }, [place]);
  return isNear;
}

function noteAll(entries: IntersectionObserverEntry[]): void {
  for (const { target, isIntersecting } of entries) watched.get(target)?.(isIntersecting);
}
