/** Builds the service worker: one classic script, since module workers are too new for some phones in use. */
import { defineConfig } from "vite";

const here = import.meta.dirname;

export default defineConfig({
  root: here,
  logLevel: "warn",
  publicDir: false,
  build: {
    target: "es2022",
    emptyOutDir: false,
    lib: {
      entry: `${here}/../service-worker.js`,
      formats: ["iife"],
      name: "worker",
      fileName: () => "service-worker.js",
    },
  },
});
