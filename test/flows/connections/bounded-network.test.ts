import { expect, it } from 'vitest';
import {
  DEFAULT_NETWORK,
  LAB_WORKSPACE,
  type Workspace,
} from '../../../shared/core/connections/workspace.ts';
import { boundedNetwork } from '../../../shared/flows/connections/bounded-network.ts';

const WORKSPACE: Workspace = {
  id: 'contoso',
  name: 'Contoso',
  writable: false,
  openai: [],
  identities: [],
  network: DEFAULT_NETWORK,
};

async function ask(workspace: Workspace, url: string): Promise<string> {
  const network = boundedNetwork(
    { request: async () => ({ status: 200, headers: {}, body: new Uint8Array() }) },
    workspace,
  );
  const request = { method: 'GET', url, headers: {}, timeout: 1, maxBytes: 1 };
  return network.request(request, new AbortController().signal).then(
    ({ status }) => String(status),
    (thrown) => thrown.code,
  );
}

it.each([
  'https://login.microsoftonline.com/x',
  'https://graph.microsoft.com/v1.0/me',
  'https://sts.us-east-1.amazonaws.com/',
  'https://localhost.evil.example/',
  'https://127.0.0.1.evil.example/',
])('the Lab reaches no cloud: %s', async (url) => {
  expect(await ask({ ...WORKSPACE, id: LAB_WORKSPACE }, url)).toBe('ERR_ADDRESS_REFUSED');
});

it.each(['https://localhost:7443/x', 'http://127.0.0.1:7480/aws/sts', 'https://[::1]:1/'])(
  'the Lab reaches this machine: %s',
  async (url) => {
    expect(await ask({ ...WORKSPACE, id: LAB_WORKSPACE }, url)).toBe('200');
    expect(await ask(WORKSPACE, url)).toBe('ERR_ADDRESS_REFUSED');
  },
);

it('a workspace reaches the clouds, and on this machine what it names itself', async () => {
  expect(await ask(WORKSPACE, 'https://graph.microsoft.com/v1.0/me')).toBe('200');
  const own: Workspace = {
    ...WORKSPACE,
    entra: {
      cloud: 'public',
      tenant: 'x',
      endpoints: { login: 'https://localhost:7443', graph: 'https://localhost:7444' },
    },
    aws: { region: 'us-east-1', endpoint: 'http://127.0.0.1:7480/aws' },
  };
  expect(await ask(own, 'https://localhost:7443/tenant')).toBe('200');
  expect(await ask(own, 'http://127.0.0.1:7480/aws/sts')).toBe('200');
  expect(await ask(own, 'https://localhost:7445/')).toBe('ERR_ADDRESS_REFUSED');
  expect(await ask(own, 'no address')).toBe('ERR_ADDRESS_REFUSED');
});
