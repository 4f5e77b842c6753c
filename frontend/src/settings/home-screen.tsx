/** How an iPhone or iPad gets Stipple on its Home Screen, in pictures. */
import type { ComponentChildren } from "preact";

export function HomeScreenSteps({ hasAccount }: { hasAccount: boolean }) {
  return (
    <ol class="steps pictured gap-4">
      <Step picture={<SharePicture />}>
        Tap <strong>Share</strong> in Safari. If you cannot see it, tap <strong>•••</strong> first.
      </Step>
      <Step picture={<AddPicture />}>
        Scroll to <strong>Add to Home Screen</strong>. Leave “Open as Web App” on. Tap <strong>Add</strong>.
      </Step>
      <Step picture={<OpenPicture />}>
        Open <strong>Stipple</strong> from there{hasAccount ? " and sign in. Your answers are kept." : ", and begin."}
      </Step>
    </ol>
  );
}

function Step({ picture, children }: { picture: ComponentChildren; children: ComponentChildren }) {
  return (
    <li>
      <p>{children}</p>
      <svg class="guide" viewBox="0 0 64 88" aria-hidden="true">
        <rect class="edge" x="1" y="1" width="62" height="86" rx="11" />
        {picture}
      </svg>
    </li>
  );
}

/** The page, and Share at its foot. */
function SharePicture() {
  return (
    <>
      {[18, 28, 38, 48].map((y) => (
        <path key={y} class="edge" d={`M12 ${y}h${y === 48 ? 24 : 40}`} />
      ))}
      <path class="line" d="M1 62h62" />
      <path class="tap" d="M28 72h-2v9h12v-9h-2M32 77V67m-3 3 3-3 3 3" />
    </>
  );
}

/** The sheet that Share opens, and the line to tap. */
function AddPicture() {
  return (
    <>
      <path class="edge" d="M1 40a10 10 0 0 1 10-10h42a10 10 0 0 1 10 10" />
      <path class="edge" d="M12 41h26M12 74h30" />
      <path class="line" d="M8 49h48M8 66h48" />
      <path class="tap" d="M12 57.5h24M46 52.5h10v10H46zM51 55v5m-2.5-2.5h5" />
    </>
  );
}

/** The Home Screen, and Stipple on it. */
function OpenPicture() {
  return (
    <>
      {[16, 34, 52].flatMap((y) =>
        [15, 32, 49].map((x) =>
          x === 32 && y === 34 ? (
            <circle key="stipple" class="here" cx={x} cy={y} r="6.5" />
          ) : (
            <circle key={`${x} ${y}`} class="edge" cx={x} cy={y} r="5" />
          ),
        ),
      )}
      <path class="line" d="M8 68h48" />
      <path class="edge" d="M26 78h12" />
    </>
  );
}
