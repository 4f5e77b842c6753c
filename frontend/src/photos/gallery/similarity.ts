/** The maths of laying one photo over another: turned, made larger or smaller, moved; never bent. */

/** A place on a photo, in shares of its width from its centre; y grows downwards. */
export interface Point {
  x: number;
  y: number;
}

/** First turned by `rotation` degrees (clockwise on the screen) and scaled, then moved. */
export interface Similarity {
  scale: number;
  rotation: number;
  shift: Point;
}

export const SAME: Similarity = { scale: 1, rotation: 0, shift: { x: 0, y: 0 } };

/** The four numbers as the server keeps them: the shifts are shares of the photo's own width and height. */
export interface Alignment {
  scale: number;
  rotation: number;
  shift_x: number;
  shift_y: number;
}

const DEGREE = Math.PI / 180;

export function applied({ scale, rotation, shift }: Similarity, { x, y }: Point): Point {
  const a = scale * Math.cos(rotation * DEGREE);
  const b = scale * Math.sin(rotation * DEGREE);
  return { x: a * x - b * y + shift.x, y: b * x + a * y + shift.y };
}

export function inverse({ scale, rotation, shift }: Similarity): Similarity {
  const back = applied({ scale: 1 / scale, rotation: -rotation, shift: SAME.shift }, shift);
  return { scale: 1 / scale, rotation: -rotation, shift: { x: -back.x, y: -back.y } };
}

/** What does `first`, then `then`. */
export function combined(first: Similarity, then: Similarity): Similarity {
  const turned = first.rotation + then.rotation;
  const rotation = turned - 360 * Math.round(turned / 360);
  return { scale: first.scale * then.scale, rotation, shift: applied(then, first.shift) };
}

/**
 * The similarity that takes the points of `from` as near as can be to those of `to`: least squares, in closed form.
 * Null when the points of `from` lie in one place, so that nothing can be told.
 */
export function similarityOf(from: readonly Point[], to: readonly Point[]): Similarity | null {
  const middle = meanOf(from);
  const aim = meanOf(to);
  let size = 0;
  let along = 0;
  let across = 0;
  from.forEach((point, index) => {
    const p = { x: point.x - middle.x, y: point.y - middle.y };
    const q = { x: to[index]!.x - aim.x, y: to[index]!.y - aim.y };
    size += p.x * p.x + p.y * p.y;
    along += p.x * q.x + p.y * q.y;
    across += p.x * q.y - p.y * q.x;
  });
  const scale = Math.hypot(along, across) / size;
  if (!(scale > 1e-6) || !Number.isFinite(scale)) return null;
  const turned = { scale, rotation: Math.atan2(across, along) / DEGREE, shift: SAME.shift };
  const moved = applied(turned, middle);
  return { ...turned, shift: { x: aim.x - moved.x, y: aim.y - moved.y } };
}

/** How far the points still lie from where they should, at the median, in shares of the width of the photo laid under. */
export function residual(by: Similarity, from: readonly Point[], to: readonly Point[]): number {
  const misses = from.map((point, index) => {
    const found = applied(by, point);
    return Math.hypot(found.x - to[index]!.x, found.y - to[index]!.y);
  });
  misses.sort((one, other) => one - other);
  return misses[Math.floor(misses.length / 2)] ?? 0;
}

/** `aspect` is the photo's height over its width. */
export function kept({ scale, rotation, shift }: Similarity, aspect: number): Alignment {
  return { scale, rotation, shift_x: shift.x, shift_y: shift.y / aspect };
}

export function similarityFrom(alignment: Alignment, aspect: number): Similarity {
  const { scale, rotation, shift_x: x, shift_y } = alignment;
  return { scale, rotation, shift: { x, y: shift_y * aspect } };
}

function meanOf(points: readonly Point[]): Point {
  const sum = points.reduce((all, { x, y }) => ({ x: all.x + x, y: all.y + y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}
