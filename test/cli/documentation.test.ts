import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../../build/bootstrap/paths.mjs';
import { runCli } from './run-cli.ts';

const page = readFileSync(join(projectRoot, 'docs', 'cli.md'), 'utf8');
const optionsIn = (text: string): string[] => [...new Set(text.match(/--[a-z][a-z-]+/g) ?? [])].sort();

/** What --help says of a command and of those below it. */
async function helpOf(command: readonly string[]): Promise<string[]> {
  const { out } = await runCli([...command, '--help']);
  const below = [...(out.split('\nCommands:\n')[1] ?? '').matchAll(/^ {2}([a-z]+) /gm)]
    .map(([, name]) => name ?? '')
    .filter((name) => name !== 'help');
  return [out, ...(await Promise.all(below.map((name) => helpOf([...command, name])))).flat()];
}

it('docs/cli.md names every command and option there is, and no other', async () => {
  const { out } = await runCli(['--help']);
  const commands = [...out.matchAll(/^ {2}([a-z]+) /gm)]
    .map(([, name]) => name ?? '')
    .filter((name) => name !== 'help');
  expect(commands.length).toBeGreaterThan(2);
  expect([...page.matchAll(/^## ([a-z]+)$/gm)].map(([, name]) => name)).toEqual(commands);
  const helps = (await Promise.all(commands.map((name) => helpOf([name])))).flat();
  expect(optionsIn(page)).toEqual(optionsIn(helps.join('\n')).filter((option) => option !== '--help'));
});

it('docs/cli.md leads to files that are there', () => {
  for (const [, target] of page.matchAll(/\]\(([^)]+)\)/g))
    expect(readFileSync(join(projectRoot, 'docs', target?.split('#')[0] ?? ''), 'utf8')).not.toBe('');
});
