import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { cspNonceMark, licenseFile, outFolder, targets } from './targets.ts';

/** The window: main process, its worker, preload script and pages, each bundled whole. */
export default defineConfig({
  main: {
    build: {
      outDir: outFolder('main'),
      target: targets.node,
      license: licenseFile,
      externalizeDeps: false,
      minify: false,
      rolldownOptions: {
        input: { index: 'electron/main/index.ts' },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: outFolder('preload'),
      target: targets.node,
      externalizeDeps: false,
      minify: false,
      rolldownOptions: {
        input: { index: 'electron/preload/index.ts' },
        // A sandboxed preload script is CommonJS and one file: it can require nothing but electron.
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: 'renderer',
    base: './',
    plugins: [react()],
    html: { cspNonce: cspNonceMark },
    build: {
      outDir: outFolder('renderer'),
      target: targets.browser,
      license: licenseFile,
      // electron-vite leaves pages readable unless told so; less to parse is an earlier first paint.
      minify: true,
      // The polyfill is an inline script, which the content security policy blocks.
      modulePreload: { polyfill: false },
      // Inlined fonts and images would be data: URLs; files keep the policy narrow.
      assetsInlineLimit: 0,
      sourcemap: false,
      rolldownOptions: { input: { index: 'renderer/index.html' } },
    },
  },
});
