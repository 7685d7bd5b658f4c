import { AccessIndex } from '../../shared/core/access/access-index.ts';
import { findingsOf } from '../../shared/core/access/findings.ts';
import { headroomOf } from '../../shared/core/access/headroom.ts';
import { whoHasAccess } from '../../shared/core/access/who-has-access.ts';
import type { ReportFlags } from './access-flags.ts';
import { accessSession } from './access-session.ts';
import { accessText, findingsText, quotasText, unknownNotes } from './access-text.ts';
import { EXIT } from './outcome.ts';
import type { Terminal } from './terminal.ts';

/**
 * `fedbench access report`: who has access, and why.
 *
 * @returns 0
 * @throws WorkbenchError of the catalogue, ERR_ACCESS_UNKNOWN_NAME and ERR_ACCESS_AMBIGUOUS among them
 */
export async function reportCommand(flags: ReportFlags, terminal: Terminal): Promise<number> {
  const { who, account, permissionSet } = flags;
  const whole = who === undefined && account === undefined && permissionSet === undefined;
  const { snapshot, calls, seconds } = await (await accessSession(terminal, flags, 'read')).read({
    memberships: true,
    ...(whole ? { details: true, provisioning: true } : {}),
  });
  const index = new AccessIndex(snapshot);
  const access = whoHasAccess(index, {
    ...(who === undefined ? {} : { who }),
    ...(account === undefined ? {} : { account }),
    ...(permissionSet === undefined ? {} : { permissionSet }),
  });
  const findings = whole ? findingsOf(index) : undefined;
  if (flags.json === true) {
    const document = {
      access,
      ...(findings === undefined ? {} : { findings, quotas: headroomOf(index) }),
      unknown: snapshot.unknown,
      readAt: new Date(snapshot.readAt).toISOString(),
      calls,
      seconds,
    };
    terminal.out(`${JSON.stringify(document, null, 2)}\n`);
  } else {
    terminal.out(accessText(access, terminal));
    if (findings !== undefined)
      terminal.out(`${findingsText(findings, terminal)}${quotasText(headroomOf(index))}`);
  }
  unknownNotes(snapshot.unknown, terminal);
  return EXIT.yes;
}
