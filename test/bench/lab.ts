import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { Agent, createServer, request } from 'node:http';
import { join } from 'node:path';
import { projectRoot } from '../../build/bootstrap/paths.mjs';
import { signedHeaders } from '../../electron/cli/sign-aws.ts';
import { type LabReady, labReadySchema } from '../../shared/contract/lab-ready.ts';
import { type Contender, interleave, ratioTable } from './rounds.ts';

const JOBS = 300;
const AT_ONCE = 8;
const LARGE = 'users=10000,groups=500,accounts=500,permissionSets=60,assignments=30000';
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

/** What both simulators answer; the Lab checks the signature of each request, moto does not. */
const OPERATIONS = [
  { service: 'sso', target: 'SWBExternalService.ListInstances', input: () => ({}) },
  {
    service: 'identitystore',
    target: 'AWSIdentityStore.ListUsers',
    input: (lab: LabReady) => ({ IdentityStoreId: lab.aws.identityStoreId }),
  },
  { service: 'organizations', target: 'AWSOrganizationsV20161128.ListAccounts', input: () => ({}) },
];

interface Server {
  readonly child: ChildProcess;
  /** Milliseconds from the start of the process to its first answer. */
  readonly start: number;
}

/** Requests a second of the Lab against moto_server, one service after the other; start time and memory of both. */
export async function bench(): Promise<boolean> {
  const program = join(projectRoot, 'out', 'cli', 'index.js');
  if (!existsSync(program)) {
    console.log('out/cli is missing: npm run build makes it.');
    return false;
  }
  const lab = await startLab(program, ['--rate-limit', 'off']);
  const moto = hasMoto() ? await startMoto() : undefined;
  if (moto === undefined) console.log('moto_server is not installed; only the Lab is measured.');
  try {
    if (moto !== undefined)
      await answers(moto.url, lab.ready, 'AWSOrganizationsV20161128.CreateOrganization', {
        FeatureSet: 'ALL',
      });
    for (const operation of OPERATIONS) {
      const contenders = [awsContender('the Lab', lab.ready.endpoints.aws ?? '', lab.ready, operation)];
      if (moto !== undefined) {
        const status = await answers(moto.url, lab.ready, operation.target, operation.input(lab.ready));
        const name = status === 200 ? 'moto_server' : `moto_server (answers ${status})`;
        contenders.push(awsContender(name, moto.url, lab.ready, operation));
      }
      console.log(`\n${operation.target}, ${AT_ONCE} at once`);
      console.log(ratioTable('per second', await interleave(contenders, JOBS)));
    }
    console.log('\nOnly the Lab has these');
    console.log(ratioTable('per second', await interleave([scimContender(lab.ready)], JOBS)));
    console.log(`\nstart: the Lab ${Math.round(lab.start)} ms, ${memoryOf(lab.child)} MB`);
    if (moto !== undefined)
      console.log(`start: moto_server ${Math.round(moto.start)} ms, ${memoryOf(moto.child)} MB`);
  } finally {
    lab.child.kill();
    moto?.child.kill();
    agent.destroy();
  }
  const large = await startLab(program, ['--scale', LARGE]);
  console.log(`start: the Lab with ${LARGE}: ${Math.round(large.start)} ms, ${memoryOf(large.child)} MB`);
  large.child.kill();
  return true;
}

async function startLab(
  program: string,
  args: readonly string[],
): Promise<Server & { readonly ready: LabReady }> {
  const begun = performance.now();
  const child = spawn(process.execPath, [
    program,
    ...['lab', 'serve', '--https-port', '0', '--http-port', '0'],
    ...args,
  ]);
  let text = '';
  for await (const chunk of child.stdout) {
    text += String(chunk);
    if (text.endsWith('\n')) break;
  }
  return { child, start: performance.now() - begun, ready: labReadySchema.parse(JSON.parse(text)) };
}

function hasMoto(): boolean {
  return spawnSync('moto_server', ['--help']).status === 0;
}

async function startMoto(): Promise<Server & { readonly url: string }> {
  const port = await freePort();
  const begun = performance.now();
  const child = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  while (
    !(await fetch(`${url}/moto-api/`).then(
      ({ ok }) => ok,
      () => false,
    ))
  )
    await new Promise((done) => setTimeout(done, 20));
  return { child, start: performance.now() - begun, url };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

function awsContender(
  name: string,
  url: string,
  lab: LabReady,
  operation: (typeof OPERATIONS)[number],
): Contender {
  const body = JSON.stringify(operation.input(lab));
  const { service, target } = operation;
  const one = () => {
    const call = { url: `${url}/`, service, region: lab.aws.region, target, body };
    return ask(call.url, 'POST', signedHeaders(call, lab.aws, Date.now()), body);
  };
  return { name, run: () => many(one) };
}

/** Operations that a simulator refuses would be measured as fast ones. */
async function answers(url: string, lab: LabReady, target: string, input: object): Promise<number> {
  const body = JSON.stringify(input);
  const service = OPERATIONS.find((one) => target.startsWith(one.target.split('.')[0] ?? ''))?.service ?? '';
  const call = { url: `${url}/`, service, region: lab.aws.region, target, body };
  const answer = await fetch(call.url, {
    method: 'POST',
    headers: signedHeaders(call, lab.aws, Date.now()),
    body,
  });
  return answer.status;
}

function scimContender(lab: LabReady): Contender {
  const headers = { authorization: `Bearer ${lab.scim?.token}` };
  return {
    name: 'SCIM ListUsers',
    run: () => many(() => ask(`${lab.scim?.baseAddress}Users`, 'GET', headers)),
  };
}

async function many(one: () => Promise<void>): Promise<void> {
  let left = JOBS;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (left > 0) {
        left -= 1;
        await one();
      }
    }),
  );
}

function ask(url: string, method: string, headers: Record<string, string>, body?: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent, method, headers }, (answer) => {
      answer.resume();
      answer.on('end', resolve);
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

/** Megabytes that stay in memory, of the process and those it started. */
function memoryOf({ pid = 0 }: ChildProcess): string {
  if (process.platform !== 'linux') return '?';
  const children = spawnSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' }).stdout?.split('\n') ?? [];
  const kilobytes = [String(pid), ...children.filter(Boolean)].map((id) => {
    try {
      return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0);
    } catch {
      return 0;
    }
  });
  return String(Math.round(kilobytes.reduce((sum, one) => sum + one, 0) / 1024));
}
