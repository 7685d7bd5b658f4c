import type { AttributeConfiguration } from '../../../core/access/attributes/attributes.ts';
import { type AttributePlan, attributeDifferences } from '../../../core/access/attributes/plan-attributes.ts';
import { WorkbenchError } from '../../../core/errors/workbench-error.ts';
import { type AwsCalls, codeOf } from '../aws-calls.ts';
import type { AccessPorts } from '../ports.ts';

const SERVICE = 'sso-admin';
const OFF: AttributeConfiguration = { state: 'OFF', attributes: [] };
/** Milliseconds between two looks at whether AWS is done, and how often it is looked. */
const EVERY = 1000;
const LOOKS = 60;

/**
 * Reads the attributes for access control: one call.
 *
 * @throws WorkbenchError ERR_AWS_ACCESS_DENIED and others of AWS; that there are none is no error
 */
export async function readAttributes(
  { identityCenter: { ssoAdmin } }: Pick<AccessPorts, 'identityCenter'>,
  calls: AwsCalls,
  instanceArn: string,
  signal: AbortSignal,
): Promise<AttributeConfiguration> {
  try {
    return await calls.read(SERVICE, () => ssoAdmin.describeAttributes({ instanceArn }, signal), signal);
  } catch (thrown) {
    if (codeOf(thrown) === 'ERR_AWS_NOT_FOUND') return OFF;
    throw thrown;
  }
}

/**
 * Carries a plan out: looks whether it still fits, writes, and reads back until AWS has what was wanted.
 *
 * @returns how it is now
 * @throws WorkbenchError ERR_ACCESS_PLAN_STALE with what differs, ERR_ACCESS_OPERATION_FAILED with AWS's words, ERR_AWS_*
 */
export async function applyAttributes(
  ports: Pick<AccessPorts, 'identityCenter' | 'clock'>,
  calls: AwsCalls,
  instanceArn: string,
  plan: AttributePlan,
  signal: AbortSignal,
): Promise<AttributeConfiguration> {
  const now = await readAttributes(ports, calls, instanceArn, signal);
  const differences = attributeDifferences(plan, now);
  if (differences.length > 0)
    throw new WorkbenchError('ERR_ACCESS_PLAN_STALE', 'access', { differences, count: differences.length });
  if (plan.changes.length === 0) return now;
  const { ssoAdmin } = ports.identityCenter;
  const { after } = plan;
  await calls.write(
    SERVICE,
    () => {
      if (after === undefined) return ssoAdmin.deleteAttributes({ instanceArn }, signal);
      const input = { instanceArn, attributes: after };
      return now.state === 'OFF'
        ? ssoAdmin.createAttributes(input, signal)
        : ssoAdmin.updateAttributes(input, signal);
    },
    signal,
  );
  for (let look = 0; ; look++) {
    const then = await readAttributes(ports, calls, instanceArn, signal);
    if (then.state === 'CREATION_FAILED')
      throw new WorkbenchError('ERR_ACCESS_OPERATION_FAILED', 'sso-admin', {
        reason: then.reason ?? 'AWS does not say why.',
      });
    if (then.state !== 'CREATION_IN_PROGRESS' || look === LOOKS) return then;
    await ports.clock.sleep(EVERY, signal);
  }
}
