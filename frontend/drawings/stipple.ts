/** Weighted Voronoi stippling: dots move to the middle of the tone they stand for until they lie evenly. */
import { chanceOf } from "./chance.ts";
import type { Ink, Picture, Tone } from "./picture.ts";
import { tonesOf } from "./picture.ts";

export interface Dot {
  x: number;
  y: number;
  tone: number;
  ink: Ink;
}

interface Site {
  x: number;
  y: number;
  sumX: number;
  sumY: number;
  weight: number;
}

const ROUNDS = 24;
const SEED = 7;

export function stipple(picture: Picture, isNight: boolean): Dot[] {
  const tones = tonesOf(picture, isNight);
  let sites = scatter(picture, tones);
  for (let round = 0; round < ROUNDS; round++) sites = relaxed(sites, picture, tones);
  return sites.map(({ x, y }) => ({ x, y, ...toneUnder(x, y, picture, tones) }));
}

/** The first places, by chance, more where the tone is strong. */
function scatter({ width, height, dots }: Picture, tones: readonly Tone[]): Site[] {
  const chance = chanceOf(SEED);
  const most = Math.max(...tones.map(({ tone }) => tone));
  const sites: Site[] = [];
  while (sites.length < dots) {
    const [x, y] = [chance() * width, chance() * height];
    if (chance() * most < tones[Math.floor(y) * width + Math.floor(x)]!.tone) sites.push(siteAt(x, y));
  }
  return sites;
}

function siteAt(x: number, y: number): Site {
  return { x, y, sumX: 0, sumY: 0, weight: 0 };
}

function relaxed(sites: Site[], { width, height }: Picture, tones: readonly Tone[]): Site[] {
  const nearest = finder(sites, width, height);
  tones.forEach(({ tone }, index) => {
    if (tone === 0) return;
    const [x, y] = [(index % width) + 0.5, Math.floor(index / width) + 0.5];
    const site = nearest(x, y);
    site.sumX += x * tone;
    site.sumY += y * tone;
    site.weight += tone;
  });
  return sites.map((site) => (site.weight > 0 ? siteAt(site.sumX / site.weight, site.sumY / site.weight) : siteAt(site.x, site.y)));
}

/** Finds the nearest site by looking at the cells around first. */
function finder(sites: readonly Site[], width: number, height: number): (x: number, y: number) => Site {
  const size = Math.max(4, Math.sqrt((width * height) / sites.length));
  const [columns, rows] = [Math.ceil(width / size), Math.ceil(height / size)];
  const cells: Site[][] = Array.from({ length: columns * rows }, () => []);
  const cellOf = (x: number, y: number) => [Math.min(columns - 1, Math.floor(x / size)), Math.min(rows - 1, Math.floor(y / size))] as const;
  for (const site of sites) {
    const [column, row] = cellOf(site.x, site.y);
    cells[row * columns + column]!.push(site);
  }
  return (x, y) => {
    const [column, row] = cellOf(x, y);
    // One ring more than the first that holds a site: a nearer one may lie across its corner.
    for (let ring = 1; ; ring++) {
      const close = around(cells, columns, rows, column, row, ring);
      if (close.length > 0) return nearestOf(ring === 1 ? close : around(cells, columns, rows, column, row, ring + 1), x, y);
    }
  };
}

function around(cells: readonly Site[][], columns: number, rows: number, column: number, row: number, ring: number): Site[] {
  const found: Site[] = [];
  for (let r = Math.max(0, row - ring); r <= Math.min(rows - 1, row + ring); r++) {
    for (let c = Math.max(0, column - ring); c <= Math.min(columns - 1, column + ring); c++) found.push(...cells[r * columns + c]!);
  }
  return found;
}

function nearestOf(sites: readonly Site[], x: number, y: number): Site {
  let best = sites[0]!;
  let least = Infinity;
  for (const site of sites) {
    const away = (site.x - x) ** 2 + (site.y - y) ** 2;
    if (away < least) [best, least] = [site, away];
  }
  return best;
}

function toneUnder(x: number, y: number, { width, height }: Picture, tones: readonly Tone[]): Tone {
  return tones[Math.min(height - 1, Math.floor(y)) * width + Math.min(width - 1, Math.floor(x))]!;
}
