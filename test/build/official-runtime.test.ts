import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { ensureOfficialElectron } from '../../build/bootstrap/official-runtime.mjs';
import { projectRoot } from '../../build/bootstrap/paths.mjs';
import { scratchFolder } from './scratch.ts';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function mirror(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** A checkout whose Electron package has no binary yet. */
function checkout(): { root: string; cache: string; env: NodeJS.ProcessEnv } {
  const folder = scratchFolder();
  const root = join(folder, 'checkout');
  const modules = join(root, 'node_modules');
  mkdirSync(modules, { recursive: true });
  cpSync(join(projectRoot, 'node_modules', 'electron'), join(modules, 'electron'), {
    recursive: true,
    filter: (path) => !/electron\/(dist|path\.txt)/.test(path),
  });
  for (const scope of ['@electron', '@electron-internal']) {
    symlinkSync(join(projectRoot, 'node_modules', scope), join(modules, scope));
  }
  const env = { ...process.env, electron_config_cache: join(folder, 'downloads'), NO_PROXY: '127.0.0.1' };
  return { root, cache: join(folder, 'cache'), env };
}

it('gives up on a mirror that never answers, and does not ask it again that day', async () => {
  const { root, cache, env } = checkout();
  let asked = 0;
  const ELECTRON_MIRROR = await mirror(() => {
    asked += 1;
  });
  const options = { stallMs: 1_000, env: { ...env, ELECTRON_MIRROR } };
  const started = performance.now();
  expect(await ensureOfficialElectron(root, cache, options)).toBeUndefined();
  expect(performance.now() - started).toBeLessThan(10_000);
  expect(asked).toBe(1);

  const again = performance.now();
  expect(await ensureOfficialElectron(root, cache, options)).toBeUndefined();
  expect(performance.now() - again).toBeLessThan(200);
  expect(asked).toBe(1);
  await ensureOfficialElectron(root, cache, {
    ...options,
    env: { ...options.env, FEDBENCH_RETRY_ELECTRON: '1' },
  });
  expect(asked).toBe(2);
});

it('waits for a slow mirror as long as bytes arrive, and refuses a wrong checksum', async () => {
  const { root, cache, env } = checkout();
  let sent = 0;
  const ELECTRON_MIRROR = await mirror((_request, response) => {
    response.writeHead(200, { 'content-length': String(8 * 65_536) });
    const timer = setInterval(() => {
      sent += 1;
      response.write(Buffer.alloc(65_536, 1));
      if (sent < 8) return;
      clearInterval(timer);
      response.end();
    }, 400);
  });
  const result = await ensureOfficialElectron(root, cache, {
    stallMs: 1_500,
    env: { ...env, ELECTRON_MIRROR },
  });
  expect(result).toBeUndefined();
  expect(sent).toBe(8);
  expect(existsSync(join(root, 'node_modules', 'electron', 'dist'))).toBe(false);
  expect(readdirSync(cache)).toHaveLength(1);
});

it('asks another mirror although the first has failed', async () => {
  const { root, cache, env } = checkout();
  const paths: string[] = [];
  const refuse: RequestListener = (request, response) => {
    paths.push(request.url ?? '');
    response.writeHead(404).end();
  };
  for (const ELECTRON_MIRROR of [await mirror(refuse), await mirror(refuse)]) {
    expect(await ensureOfficialElectron(root, cache, { env: { ...env, ELECTRON_MIRROR } })).toBeUndefined();
  }
  expect(paths.length).toBe(2);
});
