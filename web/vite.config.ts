import { defineConfig } from "vite";

// The wheel carries what this writes; the desk serves it. Nothing is inlined: the desk's pages may run no inline script or style.
export default defineConfig({
  base: "/",
  resolve: { alias: { "@": new URL("./src", import.meta.url).pathname } },
  build: {
    outDir: "../src/marsad/desk/pages",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    target: "es2023",
  },
  worker: { format: "es" },
  server: { proxy: { "/api": "http://127.0.0.1:8765" } },
});
