import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { ActivityStore } from '../../../renderer/app/activity/activity-store.ts';

const states = (store: ActivityStore) => store.snapshot().map((each) => each.state);

it('follows inspections from beginning to end, and nothing that is done in a moment', async () => {
  const client = new QueryClient();
  const store = new ActivityStore(client);
  let resolve: (report: string) => void = () => {};
  const promise = new Promise<string>((done) => {
    resolve = done;
  });
  const query = client.fetchQuery({ queryKey: ['inspector.inspect', 1], queryFn: () => promise });
  await client.fetchQuery({ queryKey: ['app.info', {}], queryFn: () => 'info' });
  expect(states(store)).toEqual(['running']);
  resolve('report');
  await query;
  expect(states(store)).toEqual(['done']);
  expect(store.snapshot()[0]?.took).toBeGreaterThanOrEqual(0);
});

it('tells a failure from a success', async () => {
  const client = new QueryClient();
  const store = new ActivityStore(client);
  const queryFn = () => Promise.reject(new TypeError('no'));
  await client.fetchQuery({ queryKey: ['inspector.inspect', 1], queryFn, retry: false }).catch(() => {});
  expect(states(store)).toEqual(['failed']);
});

it('cancels what runs', async () => {
  const client = new QueryClient();
  const store = new ActivityStore(client);
  let aborted = false;
  const query = client.fetchQuery({
    queryKey: ['inspector.inspect', 1],
    queryFn: ({ signal }) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          aborted = true;
          reject(signal.reason);
        });
      }),
  });
  const running = store.snapshot()[0];
  if (running === undefined) throw new Error('nothing runs');
  store.cancel(running);
  await query.catch(() => {});
  expect(aborted).toBe(true);
  expect(states(store)).toEqual(['cancelled']);
});

it('keeps the last thirty', async () => {
  const client = new QueryClient();
  const store = new ActivityStore(client);
  for (let index = 0; index < 40; index += 1) {
    await client.fetchQuery({ queryKey: ['inspector.inspect', index], queryFn: () => index });
  }
  expect(store.snapshot()).toHaveLength(30);
});
