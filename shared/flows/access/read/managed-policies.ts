import type { AwsManagedPolicy } from '../../../core/access/model.ts';
import type { AwsCalls } from '../aws-calls.ts';
import type { AccessPorts } from '../ports.ts';
import { ReadRun } from './read-run.ts';

/**
 * Lists the policies that AWS keeps: two calls or so.
 *
 * @throws WorkbenchError ERR_AWS_*, ERR_NETWORK_UNREACHABLE
 */
export async function readManagedPolicies(
  { identityCenter: { iam } }: Pick<AccessPorts, 'identityCenter'>,
  calls: AwsCalls,
  signal: AbortSignal,
): Promise<readonly AwsManagedPolicy[]> {
  const run = new ReadRun(calls, signal, () => undefined);
  return run.all('iam', (page) => iam.listAwsManagedPolicies(page, signal));
}

/**
 * @param arn of a policy that AWS keeps
 * @returns the JSON text of the version in force, with line breaks
 * @throws WorkbenchError ERR_AWS_NOT_FOUND, and as readManagedPolicies
 */
export async function readPolicyDocument(
  { identityCenter: { iam } }: Pick<AccessPorts, 'identityCenter'>,
  calls: AwsCalls,
  arn: string,
  signal: AbortSignal,
): Promise<string> {
  const versionId = await calls.read('iam', () => iam.getPolicy({ arn }, signal), signal);
  const text = await calls.read('iam', () => iam.getPolicyVersion({ arn, versionId }, signal), signal);
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
