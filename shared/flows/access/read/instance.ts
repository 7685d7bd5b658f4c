import type { Instance } from '../../../core/access/model.ts';
import { WorkbenchError } from '../../../core/errors/workbench-error.ts';
import type { SsoAdmin } from '../../../ports/identity-center.ts';
import type { AwsCalls } from '../aws-calls.ts';

/**
 * @param wanted the ARN of one of several instances
 * @throws WorkbenchError ERR_ACCESS_NO_INSTANCE where there is none, or several and none is wanted
 */
export async function findInstance(
  calls: AwsCalls,
  sso: SsoAdmin,
  signal: AbortSignal,
  wanted?: string,
): Promise<Instance> {
  const found: Instance[] = [];
  let nextToken: string | undefined;
  do {
    const token = nextToken;
    const page = await calls.read(
      'sso-admin',
      () => sso.listInstances(token === undefined ? {} : { nextToken: token }, signal),
      signal,
    );
    found.push(...page.items);
    nextToken = page.nextToken === token ? undefined : page.nextToken;
  } while (nextToken !== undefined);
  const fitting = wanted === undefined ? found : found.filter(({ arn }) => arn === wanted);
  const [instance, ...others] = fitting;
  if (instance !== undefined && others.length === 0) return instance;
  throw new WorkbenchError('ERR_ACCESS_NO_INSTANCE', 'sso-admin', { found: fitting.length });
}
