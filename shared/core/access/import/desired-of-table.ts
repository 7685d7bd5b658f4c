import { WorkbenchError } from '../../errors/workbench-error.ts';
import { assignmentsText, type EntryPrincipal, mergedAssignments } from '../desired/assignment-entries.ts';
import { DESIRED_VERSION } from '../desired/desired-state.ts';
import type { PrincipalType } from '../model.ts';
import type { ImportedDesired } from './imported.ts';
import { columnsOf, type ReadRow, readRow, type TableRow } from './table-columns.ts';

/** Problems after which no more are listed. */
const MOST = 50;

interface Problem {
  readonly row: number;
  readonly message: string;
}

interface Read {
  readonly row: number;
  readonly set: string;
  readonly type: PrincipalType;
  readonly name: string | undefined;
  readonly id: string | undefined;
  readonly account: string;
}

/**
 * Makes a desired state of a table with one row an assignment: an export that was changed, or a list of one's own. Names win over
 * ids for permission sets and principals, the id wins for accounts; where one id has two names, or the other way round, the table
 * contradicts itself and is refused, as somebody copied a row and changed half of it.
 *
 * @param rows with the header
 * @throws WorkbenchError ERR_ACCESS_TABLE with every row that is wrong
 */
export function desiredOfTable(rows: readonly TableRow[]): ImportedDesired {
  const [header, ...others] = rows;
  const columns = header === undefined ? undefined : columnsOf(header.cells);
  if (columns === undefined)
    throw tableError([
      {
        row: header?.number ?? 1,
        message:
          'The first row names no columns of access: permissionSet, accountId or accountName, and principal, group or user.',
      },
    ]);
  const problems: Problem[] = [];
  const padded: number[] = [];
  const found: Read[] = [];
  const sameness = new Sameness(problems);
  for (const row of others) {
    const read = readRow(columns, row);
    if (Object.keys(read).length === 0) continue;
    const one = assignmentOf(row.number, read, problems);
    if (one === undefined) continue;
    if (/^\d{1,11}$/.test(read.accountId ?? '')) padded.push(row.number);
    sameness.check(row.number, 'account', accountIdOf(read), read.accountName);
    sameness.check(row.number, `${one.type.toLowerCase()}`, one.id, one.name);
    sameness.check(row.number, 'permission set', read.permissionSetArn, read.permissionSet);
    found.push(one);
  }
  if (problems.length > 0) throw tableError(problems);
  const ambiguous = sameness.ambiguousNames();
  const distinct = new Set<string>();
  const list = found.map(({ set, type, name, id, account }) => {
    const byName =
      name !== undefined && !(id !== undefined && ambiguous.has(`${type.toLowerCase()} ${name}`));
    const principal: EntryPrincipal = byName ? name : { id: id ?? '' };
    distinct.add(JSON.stringify([set, type, principal, account]));
    return { set, principalType: type, principal, account };
  });
  const repeated = list.length - distinct.size;
  const warnings = [
    ...(padded.length === 0
      ? []
      : [`${padded.length} account ids had lost zeros at their beginning, first in row ${padded[0]}.`]),
    ...(repeated === 0 ? [] : [`${repeated} rows say what another one says.`]),
  ];
  return {
    desired: `# Made of a table.\nversion: ${DESIRED_VERSION}\n${assignmentsText(mergedAssignments(list), () => undefined)}`,
    permissionSets: 0,
    assignments: distinct.size,
    warnings,
  };
}

/** Twelve digits; a spreadsheet takes them for a number and leaves zeros at the beginning away. */
function accountIdOf({ accountId }: ReadRow): string | undefined {
  return accountId !== undefined && /^\d{1,12}$/.test(accountId) ? accountId.padStart(12, '0') : undefined;
}

function assignmentOf(row: number, read: ReadRow, problems: Problem[]): Read | undefined {
  const say = (message: string): undefined => void problems.push({ row, message });
  const { permissionSet, principal, principalId, group, user, principalType } = read;
  if (permissionSet === undefined) return say('It names no permission set.');
  const id = accountIdOf(read);
  if (read.accountId !== undefined && id === undefined && /^[\d.,]+e\+?\d+$/i.test(read.accountId))
    return say(`A spreadsheet has rounded the account id to ${read.accountId}: format the column as text.`);
  const account = id ?? read.accountId ?? read.accountName;
  if (account === undefined) return say('It names no account.');
  const type = typeOf(read);
  if (type === undefined)
    return say(
      principalType === undefined
        ? 'It does not say whether this is a user or a group: add a column principalType, group or user.'
        : `A principal is a USER or a GROUP, not ${principalType.slice(0, 40)}.`,
    );
  if (group !== undefined && user !== undefined)
    return say('It names a group and a user: make two rows of it.');
  const name = principal ?? group ?? user;
  if (name === undefined && principalId === undefined) return say('It names no user or group.');
  return { row, set: permissionSet, type, name, id: principalId, account };
}

function typeOf({ principalType, group, user }: ReadRow): PrincipalType | undefined {
  if (principalType !== undefined) {
    const upper = principalType.toUpperCase();
    return upper === 'USER' || upper === 'GROUP' ? upper : undefined;
  }
  if (group !== undefined) return 'GROUP';
  return user === undefined ? undefined : 'USER';
}

/** Holds ids and names against one another over the whole table. */
class Sameness {
  readonly #problems: Problem[];
  readonly #nameOf = new Map<string, { readonly name: string; readonly row: number }>();
  readonly #idsOf = new Map<string, Set<string>>();

  constructor(problems: Problem[]) {
    this.#problems = problems;
  }

  check(row: number, kind: string, id: string | undefined, name: string | undefined): void {
    if (id === undefined || name === undefined) return;
    const known = this.#nameOf.get(`${kind} ${id}`);
    if (known === undefined) this.#nameOf.set(`${kind} ${id}`, { name, row });
    else if (known.name !== name)
      this.#problems.push({
        row,
        message: `It calls the ${kind} ${id} ${name}, and row ${known.row} calls it ${known.name}: mend the one that is wrong, or leave the ids out.`,
      });
    const ids = this.#idsOf.get(`${kind} ${name}`) ?? new Set();
    ids.add(id);
    this.#idsOf.set(`${kind} ${name}`, ids);
  }

  /** @returns kind and name of what only its id tells apart */
  ambiguousNames(): ReadonlySet<string> {
    return new Set([...this.#idsOf].filter(([, ids]) => ids.size > 1).map(([name]) => name));
  }
}

/** @returns the error that lists rows in their order */
export function tableError(problems: readonly Problem[]): WorkbenchError<'ERR_ACCESS_TABLE'> {
  const sorted = [...problems].sort((a, b) => a.row - b.row);
  const [first] = sorted;
  const more = sorted.length > 1 ? ` (and ${sorted.length - 1} more)` : '';
  return new WorkbenchError(
    'ERR_ACCESS_TABLE',
    'table',
    { problems: sorted.slice(0, MOST) },
    { message: `Row ${first?.row ?? 1}: ${first?.message ?? 'it cannot be used.'}${more}` },
  );
}
