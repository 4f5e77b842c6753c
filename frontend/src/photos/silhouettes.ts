/** The outline of each pose as a row of dots, on a field of 300 by 400. Pure: the same dots each time. */

export interface Dot {
  x: number;
  y: number;
  r: number;
}

type Point = readonly [number, number];
type Line = readonly Point[];

const HEAD: Line = [
  [150, 60], [196, 74], [222, 116], [226, 164], [218, 212], [200, 252], [174, 282], [150, 292],
  [126, 282], [100, 252], [82, 212], [74, 164], [78, 116], [104, 74], [150, 60],
];
const SHOULDERS: Line[] = [
  [[122, 290], [118, 322], [88, 344], [48, 362], [26, 398]],
  [[178, 290], [182, 322], [212, 344], [252, 362], [274, 398]],
];
const HALF_TURNED: Line = [
  [160, 60], [204, 76], [230, 120], [232, 170], [222, 214], [196, 256], [160, 286], [132, 288],
  [108, 268], [98, 240], [90, 216], [76, 202], [88, 172], [88, 140], [98, 96], [124, 68], [160, 60],
];
const PROFILE: Line = [
  [164, 56], [214, 70], [244, 112], [246, 166], [228, 214], [216, 262], [216, 300],
];
const PROFILE_FRONT: Line = [
  [164, 56], [120, 66], [92, 100], [86, 138], [80, 154], [60, 186], [78, 200], [74, 218], [82, 232],
  [78, 250], [92, 272], [128, 276], [146, 300], [142, 340],
];
const NECK: Line[] = [
  [[84, 60], [96, 104], [124, 136], [150, 144], [176, 136], [204, 104], [216, 60]],
  [[108, 124], [112, 190], [104, 240], [60, 276], [20, 300]],
  [[192, 124], [188, 190], [196, 240], [240, 276], [280, 300]],
];
const CHEST: Line[] = [
  [[122, 20], [118, 60], [70, 86], [34, 118], [24, 180], [28, 260], [20, 390]],
  [[178, 20], [182, 60], [230, 86], [266, 118], [276, 180], [272, 260], [280, 390]],
  [[70, 200], [76, 290], [72, 390]],
  [[230, 200], [224, 290], [228, 390]],
];
const ABDOMEN: Line[] = [
  [[66, 20], [72, 110], [84, 180], [76, 250], [54, 320], [48, 390]],
  [[234, 20], [228, 110], [216, 180], [224, 250], [246, 320], [252, 390]],
];
const LEGS: Line[] = [
  [[70, 20], [58, 120], [74, 240], [92, 390]],
  [[146, 60], [140, 160], [132, 270], [128, 390]],
  [[230, 20], [242, 120], [226, 240], [208, 390]],
  [[154, 60], [160, 160], [168, 270], [172, 390]],
];
const ARM: Line[] = [
  [[110, 20], [96, 120], [104, 220], [122, 390]],
  [[200, 20], [208, 120], [198, 220], [174, 390]],
];
/** The back of a right hand, its thumb on the inner side; a finger is one row of dots. */
const HAND: Line[] = [
  [[196, 390], [198, 320], [184, 268], [188, 226], [226, 206], [262, 220], [272, 268], [262, 320], [262, 390]],
  [[180, 262], [168, 230], [158, 200]],
  [[194, 216], [190, 170], [186, 124]],
  [[216, 200], [216, 150], [216, 100]],
  [[240, 204], [244, 160], [248, 116]],
  [[262, 220], [272, 190], [280, 156]],
];
const RING: Line = Array.from({ length: 17 }, (_, at): Point => {
  const angle = (at * Math.PI) / 8;
  return [150 + 96 * Math.cos(angle), 200 + 96 * Math.sin(angle)];
});

const mirrored = (line: Line): Line => line.map(([x, y]) => [300 - x, y]);

const FACE: Record<string, readonly Line[]> = {
  front: [HEAD, ...SHOULDERS],
  left_45: [HALF_TURNED, ...SHOULDERS],
  right_45: [mirrored(HALF_TURNED), ...SHOULDERS.map(mirrored)],
  left_side: [PROFILE, PROFILE_FRONT],
  right_side: [mirrored(PROFILE), mirrored(PROFILE_FRONT)],
};

const AREAS: Record<string, readonly Line[]> = {
  neck: NECK,
  chest: CHEST,
  abdomen: ABDOMEN,
  thighs: LEGS,
  arms: ARM,
  hands: [...HAND, ...HAND.map(mirrored)],
};

function linesOf(area: string, pose: string): readonly Line[] {
  if (["wide", "near", "close"].includes(pose)) return [RING];
  if (area === "face" || (area === "neck" && pose.endsWith("_side"))) return FACE[pose] ?? [HEAD];
  return AREAS[area] ?? [RING];
}

const PITCH = 11;
const SIZES = [3.4, 2.4, 3, 2.1, 2.8];

/** The dots of a pose, like stippling: even steps along the line, sizes that vary. */
export function silhouette(area: string, pose: string): Dot[] {
  return linesOf(area, pose).flatMap((line) =>
    evenly(smooth(line)).map(([x, y], at) => ({ x, y, r: SIZES[at % SIZES.length]! })),
  );
}

/** A curve through the points (Catmull-Rom). */
function smooth(line: Line): Point[] {
  const at = (index: number) => line[Math.min(line.length - 1, Math.max(0, index))]!;
  const steps = Array.from({ length: 12 }, (_, step) => step / 12);
  return line.slice(1).flatMap((_, index) => steps.map((t) => between(at(index - 1), at(index), at(index + 1), at(index + 2), t)));
}

function between(a: Point, b: Point, c: Point, d: Point, t: number): Point {
  const part = (p: number, q: number, r: number, s: number) =>
    0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t ** 2 + (3 * q - p - 3 * r + s) * t ** 3);
  return [part(a[0], b[0], c[0], d[0]), part(a[1], b[1], c[1], d[1])];
}

function evenly(points: readonly Point[]): Point[] {
  const found: Point[] = points.slice(0, 1);
  for (const point of points) {
    const last = found[found.length - 1]!;
    if (Math.hypot(point[0] - last[0], point[1] - last[1]) >= PITCH) found.push(point);
  }
  return found;
}
