/** Builds the app: frontend/index.html and all it imports, into frontend/dist. */
import { readdirSync, readFileSync } from "node:fs";
import { defineConfig, type Plugin } from "vite";

const here = import.meta.dirname;

/** Adds the files whose addresses may not change: the manifest and the icons it names. */
function fixedAddresses(): Plugin {
  return {
    name: "fixed-addresses",
    apply: "build",
    generateBundle() {
      const emit = (fileName: string, path: string) =>
        this.emitFile({ type: "asset", fileName, source: readFileSync(path) });
      emit("manifest.json", `${here}/../manifest.json`);
      // What the other icons were drawn from stays here: no page names it, and a phone would keep it.
      const icons = readdirSync(`${here}/icons`).filter((icon) => icon.endsWith(".png") || icon === "icon.svg");
      for (const icon of icons) emit(`icons/${icon}`, `${here}/icons/${icon}`);
    },
  };
}

/** The stored networks that find a face, by the names they have in their package, and here. */
const NETWORKS: Record<string, string> = { blazeface: "rough", facemesh: "fine" };

/** What only some screens need lies in a folder of its own: the service worker keeps it apart from the app's shell. */
function addressOf({ names: [file = ""] }: { names: readonly string[] }): string {
  const [name = ""] = file.split("/").at(-1)!.split(".");
  const network = NETWORKS[name];
  return network ? `assets/later/${network}-[hash][extname]` : "assets/[name]-[hash][extname]";
}

export default defineConfig({
  root: here,
  logLevel: "warn",
  publicDir: false,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: "es2022",
    // Every font and picture is a file of its own: the content security policy allows no data: addresses.
    assetsInlineLimit: 0,
    // Where a browser does not know preloading, a part comes a moment later, and no script stands in for it.
    modulePreload: { polyfill: false },
    // All that the first screen needs is one file: it packs smaller, and a slow line waits for one answer.
    rolldownOptions: { output: { assetFileNames: addressOf, codeSplitting: { groups: [{ name: "first", tags: ["$initial"] }] } } },
  },
  worker: { rolldownOptions: { output: { entryFileNames: "assets/later/[name]-[hash].js", assetFileNames: addressOf } } },
  plugins: [fixedAddresses()],
});
