import { searchPolicies } from '../../shared/core/access/policy/search-policies.ts';
import { WorkbenchError } from '../../shared/core/errors/workbench-error.ts';
import { readManagedPolicies, readPolicyDocument } from '../../shared/flows/access/read/managed-policies.ts';
import type { PolicyFlags } from './access-flags.ts';
import { accessSession } from './access-session.ts';
import { EXIT } from './outcome.ts';
import { painter, printable } from './style.ts';
import type { Terminal } from './terminal.ts';

const DEFAULT_LIMIT = 20;

/**
 * `fedbench access policies`: finds policies that AWS keeps, by words of their names.
 *
 * @returns 0; 1 where none fits
 * @throws WorkbenchError of the catalogue
 */
export async function policiesCommand(
  words: readonly string[],
  flags: PolicyFlags,
  terminal: Terminal,
): Promise<number> {
  const limit = limitOf(flags.limit);
  const { ports, calls } = await accessSession(terminal, flags, 'read');
  const all = await readManagedPolicies(ports, calls, terminal.signal);
  const found = searchPolicies(all, words.join(' '));
  const policies = [];
  for (const { arn, name, path } of found.slice(0, limit))
    policies.push({
      arn,
      name,
      path,
      ...(flags.document === true
        ? { document: await readPolicyDocument(ports, calls, arn, terminal.signal) }
        : {}),
    });
  if (flags.json === true) {
    terminal.out(`${JSON.stringify({ policies, calls: { iam: calls.counts.iam } }, null, 2)}\n`);
  } else {
    const paint = painter(terminal.colour);
    for (const { arn, name, document } of policies) {
      terminal.out(`${printable(name)}  ${paint('dim', printable(arn))}\n`);
      if (document !== undefined) terminal.out(`${document.split('\n').map(printable).join('\n')}\n`);
    }
  }
  if (found.length > policies.length)
    terminal.note(`${found.length - policies.length} more fit; --limit shows more.`);
  if (found.length === 0) terminal.note('No AWS-managed policy fits.');
  return found.length === 0 ? EXIT.no : EXIT.yes;
}

function limitOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_LIMIT;
  const limit = Number(text);
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw new WorkbenchError(
    'ERR_USAGE',
    'command line',
    { option: '--limit' },
    { message: 'The limit is a whole number above 0.' },
  );
}
