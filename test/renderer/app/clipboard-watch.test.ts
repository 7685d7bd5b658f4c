import { expect, it } from 'vitest';
import { ClipboardWatch } from '../../../renderer/app/clipboard/clipboard-watch.ts';

const TOKEN = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.';
const OTHER = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIyIn0.';

it('offers a token once, another one again, and nothing that is inspected already', async () => {
  let text = '';
  const watch = new ClipboardWatch(() => Promise.resolve(text));
  expect(await watch.look('')).toBeUndefined();
  text = TOKEN;
  expect(await watch.look('')).toEqual({ text: TOKEN, kind: 'a token' });
  expect(await watch.look('')).toBeUndefined();
  text = OTHER;
  expect(await watch.look('')).toMatchObject({ text: OTHER });
  text = `${TOKEN}\n`;
  expect(await watch.look(TOKEN)).toBe('none');
  text = `curl --header 'Authorization: Bearer ${TOKEN}' https://api.example`;
  expect(await watch.look(TOKEN)).toBe('none');
});

it('does not offer what was inspected before', async () => {
  const watch = new ClipboardWatch(() => Promise.resolve(` ${TOKEN}`));
  watch.know(`${TOKEN}\n`);
  expect(await watch.look('')).toBe('none');
});

it('withdraws where something else was copied, and forgets nothing while it may not look', async () => {
  let text = TOKEN;
  const watch = new ClipboardWatch(() => Promise.resolve(text));
  await watch.look('');
  text = '';
  expect(await watch.look('')).toBeUndefined();
  text = TOKEN;
  expect(await watch.look('')).toBeUndefined();
  text = 'a shopping list';
  expect(await watch.look('')).toBe('none');
});
