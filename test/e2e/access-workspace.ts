import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type {} from '../../renderer/bridge/workbench.ts';
import type { LabReady } from '../../shared/contract/lab-ready.ts';

/** Asks main as the page does. */
export async function callFrom<T>(page: Page, channel: string, input: object): Promise<T> {
  const answer = await page.evaluate(
    ([name, given]) => window.workbench.call(name as string, given, undefined),
    [channel, input] as const,
  );
  if (!answer.ok) throw new Error(`${channel}: ${answer.error.code} ${answer.error.message}`);
  return answer.value as T;
}

export interface Scale {
  readonly users: number;
  readonly groups: number;
  readonly accounts: number;
  readonly permissionSets: number;
  readonly assignments: number;
}

/** Starts the Lab of this window on free ports. @returns where it is */
export async function startLab(
  page: Page,
  more: { readonly scale?: Scale; readonly rateLimit?: number; readonly settle?: number } = {},
): Promise<Omit<LabReady, 'controlToken'>> {
  const choices = {
    ...{ httpsPort: 0, httpPort: 0, seed: 'jogcloud', faults: [], settle: 0, timeScale: 1, randomSeed: 3 },
    ...more,
  };
  await callFrom(page, 'lab.start', { choices });
  const { ready } = await callFrom<{ ready: Omit<LabReady, 'controlToken'> }>(page, 'lab.status', {});
  return ready;
}

/** Makes a live workspace of the Lab's organization with one identity that may do everything. */
export async function liveInLab(
  page: Page,
  ready: Omit<LabReady, 'controlToken'>,
  writable: boolean,
): Promise<string> {
  const { workspaceId } = await callFrom<{ workspaceId: string }>(page, 'connections.create', {
    name: 'Jogcloud',
  });
  const pem = readFileSync(ready.caFile, 'utf8');
  await callFrom(page, 'connections.save', {
    workspace: {
      id: workspaceId,
      name: 'Jogcloud',
      writable,
      aws: { region: ready.aws.region, endpoint: ready.endpoints.aws },
      openai: [],
      network: { proxy: 'none', extraCa: [{ name: 'Lab', pem }], timeout: 30 },
    },
    secrets: {},
  });
  await callFrom(page, 'connections.saveIdentity', {
    workspaceId,
    identity: {
      id: 'administrator',
      name: 'Administrator',
      kind: 'aws-access-key',
      accessKeyId: ready.aws.accessKeyId,
    },
    secrets: { secretAccessKey: ready.aws.secretAccessKey },
  });
  await callFrom(page, 'connections.activate', { workspaceId });
  return workspaceId;
}
