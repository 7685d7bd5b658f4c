import { defineConfig } from 'vite';
import { licenseFile, outFolder, targets } from './targets.ts';

/**
 * The parts that run on plain Node as well: `--mode cli` (fedbench) and `--mode worker`.
 * Everything is bundled, so that they need no node_modules.
 */
export default defineConfig(({ mode }) => ({
  publicDir: false,
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: `electron/${mode}/index.ts`,
    outDir: outFolder(mode),
    target: targets.node,
    license: licenseFile,
    minify: false,
    emptyOutDir: true,
    rolldownOptions: {
      external: mode === 'worker' ? ['electron'] : [],
      output: {
        format: 'es',
        entryFileNames: 'index.js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        ...(mode === 'cli' ? { banner: (chunk) => (chunk.isEntry ? '#!/usr/bin/env node' : '') } : {}),
      },
    },
  },
}));
