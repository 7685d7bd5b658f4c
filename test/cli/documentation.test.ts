import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../../build/bootstrap/paths.mjs';
import { runCli } from './run-cli.ts';

const page = readFileSync(join(projectRoot, 'docs', 'cli.md'), 'utf8');
const optionsIn = (text: string): string[] => [...new Set(text.match(/--[a-z][a-z-]+/g) ?? [])].sort();

const commandsIn = (help: string): string[] =>
  [...(help.split(/^Commands:$/m)[1] ?? '').matchAll(/^ {2}([a-z-]+) /gm)]
    .map(([, name]) => name ?? '')
    .filter((name) => name !== 'help');
const helpOf = async (...names: readonly string[]): Promise<string> =>
  (await runCli([...names, '--help'])).out;

it('docs/cli.md names every command and option there is, and no other', async () => {
  const commands = commandsIn(await helpOf());
  expect(commands.length).toBeGreaterThan(2);
  expect([...page.matchAll(/^## ([a-z-]+)$/gm)].map(([, name]) => name)).toEqual(commands);
  const helps: string[] = [];
  const visit = async (...names: string[]): Promise<void> => {
    const help = await helpOf(...names);
    helps.push(help);
    // Below the second level a command is named in the section of the one above it.
    if (names.length === 2) expect(page).toContain(`fedbench ${names.join(' ')}`);
    if (names.length > 2) expect(page).toContain(names.slice(-2).join(' '));
    for (const below of commandsIn(help)) await visit(...names, below);
  };
  for (const command of commands) await visit(command);
  expect(optionsIn(page)).toEqual(optionsIn(helps.join('\n')).filter((option) => option !== '--help'));
});

it('docs/cli.md leads to files that are there', () => {
  for (const [, target] of page.matchAll(/\]\(([^)]+)\)/g))
    expect(readFileSync(join(projectRoot, 'docs', target?.split('#')[0] ?? ''), 'utf8')).not.toBe('');
});
