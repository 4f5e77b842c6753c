/** Where the camera of the app cannot be used: why, and how to allow it. */
import { Key } from "../components/keys.tsx";
import type { Camera, CameraState } from "./camera.ts";

const WHY: Partial<Record<CameraState, string>> = {
  refused: "The app may not use the camera yet.",
  none: "We found no camera, or another app is using it.",
  off: "This browser lends the app no camera.",
};

export function NoCamera({ camera }: { camera: Camera }) {
  const why = WHY[camera.state];
  return (
    <div role="status">
      {why && <p class="notice gap-4">{why} You can choose a photo instead.</p>}
      {camera.state === "refused" && (
        <details class="gap-3">
          <summary>How to allow the camera</summary>
          <ul class="points gap-2">
            <li>Android or computer: tap the sign beside the address, then Permissions, then Camera.</li>
            <li>iPhone: open Settings, then Apps, then Safari, then Camera, and choose Allow.</li>
          </ul>
        </details>
      )}
      {(camera.state === "refused" || camera.state === "none") && (
        <div class="keys stacked gap-4">
          <Key onPress={camera.again}>Try the camera again</Key>
        </div>
      )}
    </div>
  );
}
