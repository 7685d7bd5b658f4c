import { AccessIndex } from '../../../shared/core/access/access-index.ts';
import type { AccessSnapshot } from '../../../shared/core/access/model.ts';
import type { AwsCalls } from '../../../shared/flows/access/aws-calls.ts';
import type { AccessPorts } from '../../../shared/flows/access/ports.ts';
import { ReadRun } from '../../../shared/flows/access/read/read-run.ts';
import { refreshPart } from '../../../shared/flows/access/read/refresh.ts';

/**
 * Reads some permission sets again, by name: those that are gone leave the snapshot, those that are new come in.
 *
 * @throws WorkbenchError as readOrganization
 */
export async function refreshSets(
  ports: AccessPorts,
  calls: AwsCalls,
  before: AccessSnapshot,
  names: readonly string[],
  signal: AbortSignal,
  progress: (done: number, total: number) => void,
): Promise<AccessSnapshot> {
  const { ssoAdmin } = ports.identityCenter;
  const { arn: instanceArn } = before.instance;
  const run = new ReadRun(calls, signal, () => undefined);
  const arns = await run.all('sso-admin', (page) =>
    ssoAdmin.listPermissionSets({ ...page, instanceArn }, signal),
  );
  const there = new Set(arns);
  const known = new Set(before.permissionSets.map(({ arn }) => arn));
  const index = new AccessIndex(before);
  const touched = names.flatMap((name) => index.setsByName.get(name)?.arn ?? []);
  const again = [...touched.filter((arn) => there.has(arn)), ...arns.filter((arn) => !known.has(arn))];
  const keep = ({ permissionSetArn }: { readonly permissionSetArn?: string }): boolean =>
    permissionSetArn === undefined || there.has(permissionSetArn);
  let snapshot: AccessSnapshot = {
    ...before,
    permissionSets: before.permissionSets.filter(({ arn }) => there.has(arn)),
    provisioned: before.provisioned.filter(keep),
    ...(before.outdated === undefined ? {} : { outdated: before.outdated.filter(keep) }),
    assignments: before.assignments.filter(keep),
    unknown: before.unknown.filter(keep),
  };
  let done = 0;
  progress(done, again.length);
  for (const permissionSetArn of again) {
    snapshot = await refreshPart(ports, calls, snapshot, { permissionSetArn }, signal);
    progress(++done, again.length);
  }
  return snapshot;
}
