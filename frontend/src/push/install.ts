/** Knows whether the browser offers to install Stipple, and keeps its offer until the patient asks for it. */

/** What Chromium hands out once it would install the page; only it can open the browser's own question. */
export interface InstallOffer {
  preventDefault(): void;
  prompt(): Promise<{ outcome: "accepted" | "dismissed" }>;
}

/** What is read of the window. */
export interface Offering {
  addEventListener(name: "beforeinstallprompt" | "appinstalled", heard: (event: InstallOffer) => void): void;
}

export class Installing {
  #offer: InstallOffer | null = null;
  readonly #watchers = new Set<() => void>();

  constructor(page: Offering) {
    page.addEventListener("beforeinstallprompt", (event) => {
      // Kept back: the browser's own banner would come before we have said what it is for.
      event.preventDefault();
      this.#keep(event);
    });
    page.addEventListener("appinstalled", () => this.#keep(null));
  }

  get isOffered(): boolean {
    return this.#offer !== null;
  }

  /** Opens the browser's question; call it straight from a tap. An offer can be used once. */
  async install(): Promise<void> {
    const offer = this.#offer;
    this.#keep(null);
    await offer?.prompt();
  }

  /** Calls back when the offer comes or goes; returns how to stop. */
  watch(changed: () => void): () => void {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  }

  #keep(offer: InstallOffer | null): void {
    this.#offer = offer;
    for (const changed of this.#watchers) changed();
  }
}
