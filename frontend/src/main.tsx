/** The start of the app in a page. */
import { render } from "preact";
import "./styles/index.css";
import { App } from "./app.tsx";
import { goTo } from "./navigation.ts";
import { planChanged } from "./plan-changed.ts";
import { startWorker } from "./push/worker.ts";
import { offerVersion } from "./version.tsx";

render(<App />, document.getElementById("app")!);

startWorker({
  onOpen: (path) => goTo(path.slice(path.indexOf("#"))),
  onNewVersion: offerVersion,
  onChanged: planChanged,
}).catch((problem: unknown) => console.warn("The service worker did not start:", problem));
