import { availableParallelism } from 'node:os';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const root = new URL('..', import.meta.url).pathname;
const coreFolders = 'core,flows,contracts';
const unitFolders = 'adapters,main,preload,cli,worker,architecture';
/** Vitest leaves a processor to the one who watches; nobody needs it, and small machines have two. */
const maxWorkers = Math.max(2, availableParallelism() - 1);

/**
 * core: pure rules. unit: fast and parallel. lab: the Lab and its clients. renderer: pages. build: real processes of the set-up.
 * e2e: real Electron, one file at a time.
 */
export default defineConfig({
  root,
  test: {
    projects: [
      {
        root,
        test: {
          name: 'core',
          include: [`test/{${coreFolders}}/**/*.test.ts`],
          // Pure rules leave nothing behind; a process for each file would load them anew.
          isolate: false,
          maxWorkers,
          testTimeout: 20_000,
          hookTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        root,
        test: {
          name: 'unit',
          include: [`test/{${unitFolders}}/**/*.test.ts`],
          // A process for each file would load the same parts anew, which takes as long as all the tests.
          isolate: false,
          maxWorkers,
          // A busy machine may take a moment longer; what hangs still ends.
          testTimeout: 20_000,
          hookTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        root,
        test: {
          name: 'lab',
          include: ['test/lab/**/*.test.ts'],
          // Each file would load the Lab and the SDKs anew, which takes longer than most of its tests.
          isolate: false,
          maxWorkers,
          // Whole sign-ins and processes of other programs, on a machine that may be busy.
          testTimeout: 30_000,
          hookTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        root,
        plugins: [react()],
        test: {
          name: 'renderer',
          include: ['test/renderer/**/*.test.{ts,tsx}'],
          isolate: false,
          maxWorkers,
          sequence: { groupOrder: 0 },
        },
      },
      {
        root,
        test: {
          name: 'build',
          include: ['test/build/**/*.test.ts'],
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        root,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['build/e2e-setup.ts'],
          isolate: false,
          fileParallelism: false,
          maxWorkers: 1,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // A real window on a small, busy machine may lose a moment once; what is wrong fails twice.
          retry: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
