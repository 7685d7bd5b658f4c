import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Lab } from '../../electron/lab/lab.ts';
import { readyDocument } from '../../electron/lab/ready.ts';
import { labOverviewSchema, labPeopleSchema, labRequestsSchema } from '../../shared/contract/lab-told.ts';
import { runningLab } from '../lab/running-lab.ts';
import { documentOf, runCli } from './run-cli.ts';
import { scratchFolder } from './scratch-folder.ts';

const folder = scratchFolder();
let lab: Lab;
let file: string;
beforeAll(async () => {
  lab = await runningLab();
  file = folder.put('ready.json', JSON.stringify(readyDocument(lab, '/ca.pem')));
});
afterAll(() => lab.stop());
afterEach(() => {
  delete process.env.FEDBENCH_LAB;
});

const json = async (...args: readonly string[]): Promise<unknown> =>
  documentOf(await runCli(['lab', ...args, '--lab', file, '--json']));

describe('fedbench lab', () => {
  it('tells what runs, found by --lab or FEDBENCH_LAB', async () => {
    expect(labOverviewSchema.parse(await json('status'))).toMatchObject({ seed: 'jogcloud' });
    process.env.FEDBENCH_LAB = file;
    const { exit, out } = await runCli(['lab', 'status']);
    expect([exit, out]).toEqual([0, expect.stringMatching(/entra +https:\/\/localhost:\d+/)]);
  });

  it('sets, shows and ends faults', async () => {
    const set = [
      { kind: 'throttle', probability: 0.5 },
      { kind: 'latency', probability: 1, amount: 20 },
    ];
    expect(await json('faults', 'throttle=0.5,latency=20ms')).toEqual(set);
    expect(await json('faults')).toEqual(set);
    expect((await runCli(['lab', 'faults', '--lab', file])).out).toBe('throttle=0.5\nlatency=20ms\n');
    expect(await json('faults', 'none')).toEqual([]);
    expect(await json('faults', 'nonsense')).toMatchObject({ error: { code: 'ERR_USAGE' } });
  });

  it('tells and sets whether signatures are checked', async () => {
    expect(await json('signatures')).toEqual({ check: false });
    expect(await json('signatures', 'on')).toEqual({ check: true });
    expect(lab.state.aws.settings.checkSignatures).toBe(true);
    expect((await runCli(['lab', 'signatures', 'off', '--lab', file])).out).toMatch(/only\.\n$/);
    expect(await json('signatures', 'perhaps')).toMatchObject({ error: { code: 'ERR_USAGE' } });
  });

  it('lists people with the codes of now', async () => {
    const { people } = labPeopleSchema.parse(await json('people', 'bart'));
    expect(people).toHaveLength(1);
    const { out } = await runCli(['lab', 'people', '--lab', file]);
    expect(out).toMatch(
      /bart\.simpson@jogcloud\.com\n {4}password Skateboard-10; code \d{6}; signs in at AD FS/,
    );
  });

  it('shows requests as text, JSON and HAR, and follows', async () => {
    lab.ground.log.clear();
    const scim = lab.ground.addresses.loopback('scim');
    await fetch(`${scim}/one`);
    const { requests } = labRequestsSchema.parse(await json('requests'));
    expect(requests).toMatchObject([{ service: 'scim', path: '/scim/one' }]);
    expect(await json('requests', '--har')).toMatchObject({ log: { version: '1.2', entries: [{}] } });
    const controller = new AbortController();
    const following = runCli(['lab', 'requests', '--follow', '--limit', '1', '--lab', file], {
      signal: controller.signal,
    });
    await new Promise((done) => setTimeout(done, 200));
    await fetch(`${scim}/two`);
    await expect
      .poll(
        () => lab.ground.log.list().filter(({ path }) => path.startsWith('/control/requests?after')).length,
        {
          timeout: 3_000,
        },
      )
      .toBeGreaterThan(0);
    await new Promise((done) => setTimeout(done, 100));
    controller.abort();
    const { exit, out } = await following;
    expect([exit, out.match(/\/scim\/\w+/g)]).toEqual([0, ['/scim/one', '/scim/two']]);
  });

  it('resets', async () => {
    lab.state.aws.identityCenter.permissionSets.clear();
    expect(labOverviewSchema.parse(await json('reset')).counts.permissionSets).toBe(5);
  });

  it('says it where no Lab is, or another one', async () => {
    const of = async (...args: readonly string[]) => {
      const run = await runCli(['lab', 'status', ...args, '--json']);
      return [run.exit, (documentOf(run) as { error: { code: string } }).error.code];
    };
    expect(await of()).toEqual([2, 'ERR_USAGE']);
    expect(await of('--lab', `${folder.path}/none.json`)).toEqual([3, 'ERR_LAB_NOT_RUNNING']);
    expect(await of('--lab', folder.put('odd.json', '[]'))).toEqual([3, 'ERR_LAB_NOT_RUNNING']);
    const { endpoints, ...rest } = readyDocument(lab, '/ca.pem');
    const dead = { ...rest, endpoints: { ...endpoints, control: 'http://127.0.0.1:1/control' } };
    expect(await of('--lab', folder.put('dead.json', JSON.stringify(dead)))).toEqual([
      3,
      'ERR_LAB_NOT_RUNNING',
    ]);
    const other = { ...rest, endpoints, controlToken: 'another' };
    expect(await of('--lab', folder.put('other.json', JSON.stringify(other)))).toEqual([
      3,
      'ERR_LAB_NOT_RUNNING',
    ]);
  });
});
