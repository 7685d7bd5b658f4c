import { expect, it } from 'vitest';
import { nodeSealing } from '../../../electron/adapters/crypto/node-sealing.ts';
import { MemorySecretStore } from '../../../electron/adapters/secret-store/memory-secret-store.ts';
import { systemRandom } from '../../../electron/compose/system-random.ts';
import { historyHandlers } from '../../../electron/main/handlers/history-handlers.ts';
import { type Plan, Plans } from '../../../electron/main/ipc/plans.ts';
import { historyContract } from '../../../shared/contract/history.ts';
import { History } from '../../../shared/flows/inspector/history.ts';
import type { DocumentKind } from '../../../shared/ports/workspace-store.ts';

const context = { windowId: 7, signal: new AbortController().signal, progress: () => undefined };
const messages = [{ kind: 'jwt', verdict: 'valid' }] as const;

function setUp() {
  const documents = new Map<string, unknown>();
  const store = {
    load: async <T>(kind: DocumentKind<T>) => ({ value: (documents.get(kind.name) as T) ?? kind.empty }),
    save: async <T>(kind: DocumentKind<T>, value: T) => void documents.set(kind.name, value),
    files: async () => [],
    remove: async () => undefined,
  };
  const secrets = Object.assign(new MemorySecretStore(), {
    persistent: true as const,
  }) as unknown as MemorySecretStore;
  const history = new History({ store, secrets, sealing: nodeSealing, random: systemRandom, clock: Date });
  const asked: Plan['summary'][] = [];
  const plans = new Plans({
    clock: Date,
    random: systemRandom,
    confirm: async (_windowId, summary) => asked.push(summary) > 0,
  });
  const changes: string[] = [];
  const handlers = historyHandlers({
    history: () => history,
    plans,
    changed: (channels) => void changes.push(...channels),
  });
  return { handlers, plans, asked, changes };
}

it('keeps, lists and opens texts; the list is without them', async () => {
  const { handlers, changes } = setUp();
  await handlers['history.enable']({}, context);
  expect(await handlers['history.add']({ text: 'a token', messages }, context)).toEqual({ kept: true });
  const list = historyContract['history.list'].output.parse(await handlers['history.list']({}, context));
  expect(list.entries).toMatchObject([{ messages, characters: 7 }]);
  expect(JSON.stringify(list)).not.toContain('a token');
  const id = list.entries[0]?.id ?? '';
  expect(await handlers['history.open']({ id }, context)).toEqual({ text: 'a token' });
  expect(await handlers['history.open']({ id: 'other' }, context)).toEqual({});
  expect(changes).toContain('history.list');
});

it('forgets only what was confirmed', async () => {
  const { handlers, plans, asked } = setUp();
  await handlers['history.enable']({}, context);
  await handlers['history.add']({ text: 'a token', messages }, context);
  const { planId, count } = await handlers['history.planErase']({ turnOff: true }, context);
  expect(count).toBe(1);
  expect(await handlers['history.status']({}, context)).toEqual({ offered: true, enabled: true });
  const applied = await plans.apply(planId, 'history.apply', context.windowId, context.signal);
  expect(applied).toEqual({ erased: 1 });
  expect(asked).toMatchObject([{ question: 'Turn history off?', confirm: 'Turn off' }]);
  expect(await handlers['history.status']({}, context)).toEqual({ offered: true, enabled: false });
});
