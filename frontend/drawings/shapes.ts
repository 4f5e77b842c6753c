/** Outlines as distances: below zero inside, above zero outside, in the units of the picture. */

export type Outline = (x: number, y: number) => number;
type Point = readonly [number, number];

const STEPS = 14;

export function ellipse(cx: number, cy: number, rx: number, ry = rx): Outline {
  const r = Math.min(rx, ry);
  return (x, y) => (Math.hypot((x - cx) / rx, (y - cy) / ry) - 1) * r;
}

/** A box with round corners. */
export function box(left: number, top: number, right: number, bottom: number, round: number): Outline {
  const [cx, cy] = [(left + right) / 2, (top + bottom) / 2];
  const [hx, hy] = [(right - left) / 2 - round, (bottom - top) / 2 - round];
  return (x, y) => {
    const [dx, dy] = [Math.abs(x - cx) - hx, Math.abs(y - cy) - hy];
    return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - round;
  };
}

/** A curved line from a start through cubic pieces, each of two handles and an end. */
export function curve(start: Point, ...pieces: readonly (readonly [Point, Point, Point])[]): Point[] {
  const points: Point[] = [start];
  let from = start;
  for (const [one, two, to] of pieces) {
    for (let step = 1; step <= STEPS; step++) points.push(onCubic(from, one, two, to, step / STEPS));
    from = to;
  }
  return points;
}

function onCubic(a: Point, b: Point, c: Point, d: Point, t: number): Point {
  const u = 1 - t;
  const mix = (i: 0 | 1) => u * u * u * a[i] + 3 * u * u * t * b[i] + 3 * u * t * t * c[i] + t * t * t * d[i];
  return [mix(0), mix(1)];
}

/** The distance from a line of points; for a closed one below zero inside. */
export function along(points: readonly Point[], isClosed = false): Outline {
  return (x, y) => {
    let nearest = Infinity;
    let isInside = false;
    points.forEach((to, index) => {
      const from = points[index === 0 ? points.length - 1 : index - 1]!;
      if (index === 0 && !isClosed) return;
      nearest = Math.min(nearest, toSegment(x, y, from, to));
      if (from[1] > y !== to[1] > y && x < ((from[0] - to[0]) * (y - to[1])) / (from[1] - to[1]) + to[0]) isInside = !isInside;
    });
    return isClosed && isInside ? -nearest : nearest;
  };
}

function toSegment(x: number, y: number, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}
