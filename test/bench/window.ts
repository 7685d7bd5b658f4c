import { spawn } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Loads a script of the set-up as it stands: bundled into a bench, it would look for the checkout in the wrong place. */
const script = <Module>(name: string): Promise<Module> =>
  import(/* @vite-ignore */ pathToFileURL(resolve('build/bootstrap', name)).href) as Promise<Module>;

const { ensureBuilt } =
  await script<typeof import('../../build/bootstrap/build-product.mjs')>('build-product.mjs');
const { hasXvfb, startVirtualDisplay } =
  await script<typeof import('../../build/bootstrap/display.mjs')>('display.mjs');
const { prepareElectronLaunch } =
  await script<typeof import('../../build/bootstrap/electron-launch.mjs')>('electron-launch.mjs');
const { projectRoot } = await script<typeof import('../../build/bootstrap/paths.mjs')>('paths.mjs');
const { makeOpenFolder, makeOwnFolder } =
  await script<typeof import('../../build/bootstrap/unprivileged.mjs')>('unprivileged.mjs');

const GOAL = 1.35;
const APPS = join(projectRoot, 'test/bench/window-apps');

/** An application folder that starts `<name>.mjs` with the measuring code around it. */
function makeApp(name: 'product' | 'empty'): { folder: string; remove: () => void } {
  const made = makeOpenFolder(`bench-${name}`);
  const product = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
  const manifest = { name: product.name, version: product.version, type: 'module', main: `${name}.mjs` };
  writeFileSync(join(made.folder, 'package.json'), JSON.stringify(manifest));
  for (const file of ['measure.mjs', `${name}.mjs`]) cpSync(join(APPS, file), join(made.folder, file));
  if (name === 'product') cpSync(join(projectRoot, 'out'), join(made.folder, 'out'), { recursive: true });
  return made;
}

/** Starts an application once. @returns milliseconds from spawn until its content was on the screen */
async function startOnce(app: string, userData: string): Promise<number> {
  const launch = await prepareElectronLaunch({ app, userData });
  const { executablePath, args, env, cwd } = launch.options;
  try {
    return await new Promise<number>((resolve, reject) => {
      const began = Date.now();
      const child = spawn(executablePath, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
      const timer = setTimeout(() => child.kill('SIGKILL'), 30_000);
      let said = '';
      const listen = (chunk: Buffer) => {
        said += chunk.toString();
      };
      child.stdout.on('data', listen);
      child.stderr.on('data', listen);
      child.once('error', reject);
      child.once('exit', () => {
        clearTimeout(timer);
        const painted = /^painted ([\d.]+)$/m.exec(said)?.[1];
        if (painted === undefined) reject(new Error(`The window did not paint: ${said}`));
        else resolve(Number(painted) - began);
      });
    });
  } finally {
    launch.dispose();
  }
}

const median = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;

/**
 * Spawn to paint of the product's window against an empty one, both with a profile that was used before.
 *
 * @param args the number of rounds, 9 if absent
 * @returns false where the goal was missed
 */
export async function bench(args: readonly string[]): Promise<boolean> {
  const rounds = Number(args[0] ?? 9);
  await ensureBuilt();
  if (hasXvfb()) process.env.DISPLAY = (await startVirtualDisplay()).display;
  const contenders = (['product', 'empty'] as const).map((name) => {
    const made = makeApp(name);
    const profile = makeOpenFolder(`bench-profile-${name}`);
    return {
      name,
      made,
      profile,
      userData: makeOwnFolder(join(profile.folder, 'data')),
      times: [] as number[],
    };
  });
  try {
    // Chromium keeps compiled code from the second load on.
    for (let warmUp = 0; warmUp < 3; warmUp += 1) {
      for (const each of contenders) await startOnce(each.made.folder, each.userData);
    }
    for (let round = 0; round < rounds; round += 1) {
      for (const each of contenders) each.times.push(await startOnce(each.made.folder, each.userData));
    }
    for (const { name, times } of contenders) {
      console.log(
        `${name.padEnd(8)} ${median(times).toFixed(0).padStart(5)} ms, ${Math.min(...times).toFixed(0)} to ${Math.max(...times).toFixed(0)}`,
      );
    }
    const ratio = median(contenders[0]?.times ?? []) / median(contenders[1]?.times ?? []);
    console.log(
      `ratio    ${ratio.toFixed(2)}x of an empty window, goal <= ${GOAL}x, ${rounds} interleaved rounds`,
    );
    return ratio <= GOAL;
  } finally {
    for (const { made, profile } of contenders) {
      made.remove();
      profile.remove();
    }
  }
}
