/** How near two photos are looked at, and where: the same for both. */

export interface View {
  zoom: number;
  /** How far they are moved, in shares of the board; positive: to the right, or down. */
  x: number;
  y: number;
}

export const atRest: View = { zoom: 1, x: 0, y: 0 };
export const MOST_ZOOM = 4;

/** How far a board so zoomed can be moved to either side without an edge coming in. */
export function reach(zoom: number): number {
  return (zoom - 1) / 2;
}

/** The same view, with no place beyond the edge of the photo. */
export function within({ zoom, x, y }: View): View {
  const near = Math.min(MOST_ZOOM, Math.max(1, zoom));
  const most = reach(near);
  const clamp = (value: number) => Math.min(most, Math.max(-most, value)) || 0;
  return { zoom: near, x: clamp(x), y: clamp(y) };
}
