import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareElectronLaunch } from '../../build/bootstrap/electron-launch.mjs';
import { projectRoot } from '../../build/bootstrap/paths.mjs';
import { runChild } from '../../build/bootstrap/run-child.mjs';
import { makeOpenFolder } from '../../build/bootstrap/unprivileged.mjs';
import { SeededRandom } from '../generators/seeded-random.ts';
import { hasCorpora, WITHOUT_CORPORA } from '../oracles/corpora.ts';
import { corpusCases, jwtRuleCases } from '../parity/corpus-cases.ts';
import { cryptoCases } from '../parity/crypto-cases.ts';
import { jweCases } from '../parity/jwe-cases.ts';
import { samlCases } from '../parity/saml-cases.ts';
import type { ParityCase } from '../parity/wire.ts';

const seed = 20_261_123;

interface Answers {
  readonly runtime: { readonly electron?: string; readonly node: string; readonly openssl: string };
  readonly results: readonly unknown[];
}

describe('cryptography and verdicts in Node and in Electron’s main process', () => {
  const { folder, remove } = makeOpenFolder('parity');
  const app = join(folder, 'app');
  const casesFile = join(folder, 'cases.json');
  let cases: readonly ParityCase[] = [];
  let inNode: Answers;
  let inElectron: Answers;

  beforeAll(async () => {
    await build({
      root: projectRoot,
      configFile: false,
      logLevel: 'error',
      ssr: { noExternal: true, target: 'node' },
      build: {
        ssr: 'test/parity/program.ts',
        outDir: app,
        emptyOutDir: true,
        target: 'node20.18',
        rolldownOptions: { output: { format: 'es', entryFileNames: 'index.js' } },
      },
    });
    const description = { name: 'parity', version: '0.0.0', type: 'module', main: 'index.js' };
    writeFileSync(join(app, 'package.json'), JSON.stringify(description));
    cases = [
      ...cryptoCases(new SeededRandom(seed)),
      ...(await jweCases(new SeededRandom(seed))),
      ...samlCases(),
      ...(await jwtRuleCases()),
      ...corpusCases(),
    ];
    writeFileSync(casesFile, JSON.stringify(cases));
    chmodSync(casesFile, 0o644);
    inNode = await answersOfNode();
    inElectron = await answersOfElectron();
  });

  afterAll(remove);

  async function answersOfNode(): Promise<Answers> {
    const results = join(folder, 'node.json');
    const args = [join(app, 'index.js'), `--cases=${casesFile}`, `--results=${results}`];
    const child = await runChild(process.execPath, args, { timeoutMs: 60_000 });
    expect(child, child.stderr).toMatchObject({ code: 0 });
    return JSON.parse(readFileSync(results, 'utf8')) as Answers;
  }

  async function answersOfElectron(): Promise<Answers> {
    const shared = join(folder, 'answers');
    mkdirSync(shared);
    chmodSync(shared, 0o777);
    const results = join(shared, 'electron.json');
    const launch = await prepareElectronLaunch({
      app,
      args: [`--cases=${casesFile}`, `--results=${results}`],
    });
    try {
      const { executablePath, args, env, cwd } = launch.options;
      const child = await runChild(executablePath, args, { env, cwd, timeoutMs: 60_000 });
      expect(child, child.stderr).toMatchObject({ code: 0 });
      return JSON.parse(readFileSync(results, 'utf8')) as Answers;
    } finally {
      launch.dispose();
    }
  }

  it('runs on two different cryptographic libraries', () => {
    expect(inNode.runtime.electron).toBeUndefined();
    expect(inElectron.runtime.electron).toBeDefined();
    expect(inElectron.runtime.openssl).not.toBe(inNode.runtime.openssl);
  });

  it('gives the same JSON for every call', () => {
    expect(inNode.results).toHaveLength(cases.length);
    const differing = cases.flatMap(({ name }, index) => {
      const [node, electron] = [inNode.results[index], inElectron.results[index]];
      return JSON.stringify(node) === JSON.stringify(electron) ? [] : [{ name, node, electron }];
    });
    expect(differing, `seed ${seed}`).toEqual([]);
  });

  it('lets no foreign exception out, and answers every kind of call with success at least once', () => {
    expect(inNode.results.filter((result) => JSON.stringify(result).includes('"foreign"'))).toEqual([]);
    const succeeded = new Set(
      cases.flatMap(({ call }, index) => {
        const result = JSON.stringify(inNode.results[index]);
        return /^"undefined"|^false|"error"|"ok":false/.test(result) ? [] : [call];
      }),
    );
    expect(succeeded).toEqual(new Set(cases.map(({ call }) => call)));
    expect(cases.length).toBeGreaterThan(1500);
  });

  it('opens every message that jose made, and none with a part changed', () => {
    for (const [index, { name, call }] of cases.entries()) {
      if (call !== 'decryptJwe') continue;
      expect(inNode.results[index], name).toMatchObject({ ok: !name.includes('bent') });
    }
  });

  it('finds every generated SAML message valid', () => {
    for (const [index, { name, call }] of cases.entries()) {
      if (call !== 'judgeSaml' || !name.startsWith('generated')) continue;
      expect(inNode.results[index], name).toMatchObject([{ verdict: 'valid' }]);
    }
  });

  it.skipIf(!hasCorpora)(`judges every published message the same ${WITHOUT_CORPORA}`, () => {
    const verdicts = (prefix: string) =>
      cases.flatMap(({ name }, index) => {
        if (!name.startsWith(prefix)) return [];
        const [first] = inElectron.results[index] as { verdict: string }[];
        return [first?.verdict];
      });
    expect(verdicts('node-saml valid')).toEqual(Array.from({ length: 16 }, () => 'valid'));
    expect(verdicts('node-saml invalid')).toEqual(Array.from({ length: 20 }, () => 'invalid'));
    expect(new Set(verdicts('ruby-saml invalid'))).toEqual(new Set(['invalid']));
    expect(verdicts('cookbook jws/').length).toBeGreaterThan(15);
    expect(new Set(verdicts('cookbook jws/'))).toEqual(new Set(['valid']));
  });
});
