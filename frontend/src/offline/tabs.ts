/** What the open tabs of the app tell each other. */

/** queue: what waits has changed · photos: so have those on this phone · out: signed out here, in every tab. */
type News = "queue" | "photos" | "out";

const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel("stipple") : null;

export function tellTabs(news: News): void {
  channel?.postMessage(news);
}

/** Hears what another tab says. */
export function hearTabs(news: News, listener: () => void): void {
  channel?.addEventListener("message", (event: MessageEvent<News>) => {
    if (event.data === news) listener();
  });
}
