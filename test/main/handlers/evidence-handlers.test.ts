import { describe, expect, it } from 'vitest';
import { evidenceHandlers } from '../../../electron/main/handlers/evidence-handlers.ts';
import type { Network } from '../../../shared/ports/network.ts';

const context = { windowId: 7, signal: new AbortController().signal, progress: () => undefined };

function setUp(chosen: string | undefined) {
  const asked: [number, string][] = [];
  const written: [path: string, content: string, replace: boolean][] = [];
  const fetched: string[] = [];
  const network: Network = {
    request: async ({ url }) => {
      fetched.push(url);
      return { status: 200, headers: {}, body: new TextEncoder().encode('{"keys":[]}') };
    },
  };
  const handlers = evidenceHandlers({
    network,
    chooseFile: async (windowId, suggested) => {
      asked.push([windowId, suggested]);
      return chosen;
    },
    write: async (...call) => void written.push(call),
  });
  return { handlers, asked, written, fetched };
}

describe('inspector.saveEvidence', () => {
  it('writes where the person pointed, and replaces what the dialog asked about', async () => {
    const { handlers, asked, written } = setUp('/home/kim/case.md');
    const saved = await handlers['inspector.saveEvidence']({ content: 'text', form: 'md' }, context);
    expect(saved).toEqual({ path: '/home/kim/case.md' });
    expect(asked).toEqual([[7, 'evidence.md']]);
    expect(written).toEqual([['/home/kim/case.md', 'text', true]]);
  });

  it('completes a name without its ending, and then replaces nothing', async () => {
    const { handlers, written } = setUp('/home/kim/.bashrc');
    const saved = await handlers['inspector.saveEvidence']({ content: 'text', form: 'html' }, context);
    expect(saved).toEqual({ path: '/home/kim/.bashrc.html' });
    expect(written).toEqual([['/home/kim/.bashrc.html', 'text', false]]);
  });

  it('writes nothing where it was cancelled', async () => {
    const { handlers, written } = setUp(undefined);
    expect(await handlers['inspector.saveEvidence']({ content: 'text', form: 'json' }, context)).toEqual({});
    expect(written).toEqual([]);
  });
});

describe('inspector.fetchKeys', () => {
  it('asks the address once, and nothing else', async () => {
    const { handlers, fetched } = setUp(undefined);
    const address = 'https://idp.example/keys';
    expect(await handlers['inspector.fetchKeys']({ address }, context)).toEqual({
      key: { kind: 'jwks', name: address, text: '{"keys":[]}' },
      asked: [address],
    });
    expect(fetched).toEqual([address]);
  });

  it('refuses an address that is not https', async () => {
    const { handlers, fetched } = setUp(undefined);
    const refused = (async () =>
      handlers['inspector.fetchKeys']({ address: 'http://idp.example/keys' }, context))();
    await expect(refused).rejects.toMatchObject({ code: 'ERR_ADDRESS_REFUSED' });
    expect(fetched).toEqual([]);
  });
});
