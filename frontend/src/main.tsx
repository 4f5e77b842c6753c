/** The start of the app in a page. */
import { render } from "preact";
import "./styles/index.css";
import { App } from "./app.tsx";
import { catchFocus } from "./components/focus.ts";
import { goTo } from "./navigation.ts";
import { lastKnown } from "./offline/last-known.ts";
import { keepSending, reread } from "./offline/queue.ts";
import { hearTabs } from "./offline/tabs.ts";
import { watchTyping } from "./offline/typing.ts";
import { planChanged } from "./plan-changed.ts";
import { startWorker } from "./push/worker.ts";
import { takeVersion } from "./version.tsx";
import { readyDates } from "./words/dates.ts";

// Asked first, so that the phone's storage answers while the screen is put together.
void lastKnown();
readyDates();
watchTyping();
catchFocus();
render(<App />, document.getElementById("app")!);

startWorker(new URL(import.meta.url).pathname, {
  onOpen: (path) => goTo(path.slice(path.indexOf("#"))),
  onOld: takeVersion,
  onChanged: () => void reread().then(planChanged),
}).catch((problem: unknown) => console.warn("The service worker did not start:", problem));

keepSending();
// After the screen stands: most days no photo waits.
addEventListener("load", () => void import("./photos/drains.ts").then(({ keepSendingPhotos }) => keepSendingPhotos()));
hearTabs("out", () => location.reload());
