/** The addresses of the gallery. They name photos by id only: what a photo shows stays out of the browser's history. */
import { hrefTo } from "../../router.ts";

export const GALLERY = hrefTo("photos", "gallery");
export const KEEP = hrefTo("photos", "gallery", "keep");

export const photoHref = (id: string): string => hrefTo("photos", "gallery", "photo", id);
export const pairsHref = (id: string): string => hrefTo("photos", "gallery", "pairs", id);
export const compareHref = (one: string, other: string): string => hrefTo("photos", "gallery", "compare", one, other);
/** `next`: the photo to be compared with afterwards. */
export const lineUpHref = (id: string, next: string): string => hrefTo("photos", "gallery", "line-up", id, next);
export const filmHref = (id: string): string => hrefTo("photos", "gallery", "film", id);
