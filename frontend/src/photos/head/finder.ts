/** The worker that looks for faces, so that the camera stays smooth: fetches the two networks once, answers one picture after the other. */
import roughGraph from "../../../node_modules/@vladmandic/human/models/blazeface.json?url";
import roughWeights from "../../../node_modules/@vladmandic/human/models/blazeface.bin?url";
import fineGraph from "../../../node_modules/@vladmandic/human/models/facemesh.json?url";
import fineWeights from "../../../node_modules/@vladmandic/human/models/facemesh.bin?url";
import { faceIn } from "./find.ts";
import type { Networks, Place } from "./find.ts";
import type { Answer, Question } from "./look.ts";
import { networkOf } from "./network.ts";
import type { Network, Stored } from "./network.ts";

const networks = fetchNetworks();
// Whoever asks hears of a failure; without this the browser would complain of one nobody took.
networks.catch(() => undefined);

async function fetchNetworks(): Promise<Networks> {
  const [detector, mesh] = await Promise.all([fetchNetwork(roughGraph, roughWeights), fetchNetwork(fineGraph, fineWeights)]);
  return { detector, mesh };
}

async function fetchNetwork(graph: string, weights: string): Promise<Network> {
  const [stored, bytes] = await Promise.all([fetched(graph), fetched(weights)]);
  return networkOf((await stored.json()) as Stored, await bytes.arrayBuffer());
}

async function fetched(address: string): Promise<Response> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response;
}

// Where the face was in the last picture of a film.
let before: Place[] | null = null;

addEventListener("message", ({ data: { id, pixels, isFilm } }: MessageEvent<Question>) => {
  networks.then(
    (found) => {
      const face = faceIn(pixels, found, isFilm ? before : null);
      if (isFilm) before = face;
      tell({ id, face });
    },
    (problem: unknown) => tell({ id, problem: String(problem) }),
  );
});

/** In a worker there is nobody else to tell; TypeScript takes this file for one of the page. */
function tell(answer: Answer): void {
  (postMessage as (message: Answer) => void)(answer);
}
