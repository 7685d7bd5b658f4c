import type { Finding } from '../../shared/core/access/findings.ts';
import { HEADROOM, type Headroom } from '../../shared/core/access/headroom.ts';
import type { UnknownPart } from '../../shared/core/access/model.ts';
import { type Change, changeText } from '../../shared/core/access/plan/change.ts';
import type { AccessPlan } from '../../shared/core/access/plan/plan.ts';
import type { AccessPath } from '../../shared/core/access/who-has-access.ts';
import type { ApplyReport } from '../../shared/flows/access/apply/apply-plan.ts';
import { painter, printable, type Tone } from './style.ts';
import type { Terminal } from './terminal.ts';

/** Lines of one kind that are written out; the rest is counted. */
const MOST = 20;

function sign({ kind }: Change): readonly [mark: string, tone: Tone] {
  if (/^(?:create|attach|tag)-/.test(kind)) return ['+', 'green'];
  if (/^(?:delete|detach|untag)-/.test(kind)) return ['-', 'red'];
  return ['~', 'yellow'];
}

/** @returns a plan for reading: changes, warnings, what it takes, what is left alone */
export function planText(plan: AccessPlan, terminal: Terminal): string {
  const paint = painter(terminal.colour);
  const { changes, warnings, estimate, unmentioned } = plan;
  const lines: string[] = changes.map((change) => {
    const [mark, tone] = sign(change);
    const note = change.managementOnly === true ? paint('dim', '  management account only') : '';
    return `${paint(tone, mark)} ${printable(changeText(change))}${note}`;
  });
  for (const { message } of warnings) lines.push(`${paint('yellow', 'warning')} ${printable(message)}`);
  const sets = unmentioned.permissionSets.length;
  if (sets + unmentioned.assignments > 0)
    lines.push(
      paint(
        'dim',
        `Not mentioned and left alone: ${sets} permission sets, ${unmentioned.assignments} assignments.`,
      ),
    );
  lines.push(
    changes.length === 0
      ? 'Nothing would change.'
      : `${changes.length} ${changes.length === 1 ? 'change' : 'changes'}; about ${estimate.calls} calls and ${estimate.seconds} s.`,
  );
  return `${lines.join('\n')}\n`;
}

/** @returns how an apply ended */
export function applyText(
  report: Omit<ApplyReport, 'journal'> & { readonly journal?: string },
  terminal: Terminal,
): string {
  const paint = painter(terminal.colour);
  const lines: string[] = [];
  for (const { change, code, reason } of report.failed.slice(0, MOST))
    lines.push(`${paint('red', 'failed')} ${printable(change)}`, `       ${printable(reason)} (${code})`);
  if (report.failed.length > MOST) lines.push(`… and ${report.failed.length - MOST} more`);
  if (report.stopped !== undefined)
    lines.push(`${paint('red', 'stopped')} ${printable(report.stopped.message)} (${report.stopped.code})`);
  lines.push(
    `${report.applied} applied, ${report.failed.length} failed, ${report.remaining} remaining; ${report.calls['sso-admin']} calls, ${report.seconds.toFixed(1)} s.`,
  );
  if (report.failed.length + report.remaining > 0 && report.journal !== undefined)
    lines.push(`Go on with: fedbench access resume ${report.journal}`);
  return `${lines.join('\n')}\n`;
}

const REASONS: Readonly<Record<AccessPath['reason'], string>> = {
  direct: 'directly',
  'member-of-group': 'as a member of',
  'group-without-members': 'a group without members',
  'members-unknown': 'a group whose members could not be read',
  'deleted-principal': 'deleted',
};

/** @returns one line a person and way, below each account and permission set */
export function accessText(access: readonly AccessPath[], terminal: Terminal): string {
  const paint = painter(terminal.colour);
  const lines: string[] = [];
  let heading = '';
  for (const { accountId, accountName, permissionSet, user, principal, reason } of access) {
    const next = `${paint('bold', printable(permissionSet))} in ${printable(accountName)} (${accountId})`;
    if (next !== heading) lines.push(next);
    heading = next;
    const way =
      reason === 'direct'
        ? REASONS.direct
        : reason === 'member-of-group'
          ? `${REASONS[reason]} ${principal}`
          : REASONS[reason];
    lines.push(`  ${printable(user ?? principal)}  ${paint('dim', printable(way))}`);
  }
  lines.push(
    access.length === 0
      ? 'Nobody has such access.'
      : `${access.length} ${access.length === 1 ? 'way' : 'ways'} in.`,
  );
  return `${lines.join('\n')}\n`;
}

/** @returns findings, at most MOST of each kind */
export function findingsText(findings: readonly Finding[], terminal: Terminal): string {
  const paint = painter(terminal.colour);
  const seen = new Map<string, number>();
  const lines: string[] = [];
  for (const { id, severity, message } of findings) {
    const number = (seen.get(id) ?? 0) + 1;
    seen.set(id, number);
    if (number <= MOST)
      lines.push(`${paint(severity === 'note' ? 'dim' : 'yellow', severity)} ${id} ${printable(message)}`);
  }
  for (const [id, number] of seen) if (number > MOST) lines.push(`… and ${number - MOST} more of ${id}`);
  return lines.length === 0 ? '' : `\n${lines.join('\n')}\n`;
}

/** @returns how much of each quota is used */
export function quotasText(quotas: readonly Headroom[]): string {
  const lines = quotas.map(({ id, used, limit, where }) => {
    const fullest = where === undefined ? '' : `, most in ${printable(where)}`;
    return `quota ${HEADROOM[id].title}: ${used} of ${limit}${fullest}`;
  });
  return `\n${lines.join('\n')}\n`;
}

/** Says on standard error what could not be read. */
export function unknownNotes(unknown: readonly UnknownPart[], terminal: Terminal): void {
  const byReason = new Map<string, number>();
  for (const { part, message } of unknown) {
    const text = `${part}: ${message}`;
    byReason.set(text, (byReason.get(text) ?? 0) + 1);
  }
  const shown = [...byReason].slice(0, MOST);
  for (const [text, number] of shown)
    terminal.note(`not known: ${printable(text)}${number === 1 ? '' : ` (${number} times)`}`);
  if (byReason.size > MOST) terminal.note(`… and ${byReason.size - MOST} more that are not known`);
}
