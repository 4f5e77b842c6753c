/** Prints every file of frontend/src/drawings that is drawn, as one JSON object; `dev.py drawings` writes them. */
import { bandText, EDGES, HEIGHT, WIDTH } from "./band.ts";
import { PICTURES } from "./pictures.ts";
import { stipple } from "./stipple.ts";
import { svgOf } from "./svg.ts";

const files: Record<string, string> = {};
for (const [name, make] of Object.entries(PICTURES)) {
  const picture = make();
  const parts = [false, true].map((isNight) => ({ id: isNight ? "night" : "day", dots: stipple(picture, isNight) }));
  files[`${name}.svg`] = svgOf(picture.width, picture.height, parts);
}
files["band-dots.ts"] = `/** Drawn by frontend/drawings/band.ts; \`python3 dev.py drawings\` makes it again. */
export const WIDTH = ${WIDTH};
export const HEIGHT = ${HEIGHT};
export const EDGES = [${EDGES.join(", ")}] as const;
export const DOTS = "${bandText()}";
`;
console.log(JSON.stringify(files));
