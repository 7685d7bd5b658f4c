import type { Change } from '../../../core/access/plan/change.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Page, SsoAdmin } from '../../../ports/identity-center.ts';
import type { AwsCalls } from '../aws-calls.ts';

/** What the parts of an apply share. */
export interface ApplyContext {
  readonly sso: SsoAdmin;
  readonly calls: AwsCalls;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly instanceArn: string;
  /** ARNs of the permission sets that are known to exist, by name; grows as sets are created. */
  readonly arns: Map<string, string>;
}

/** @returns the ARN of the change's permission set; empty where it does not exist yet */
export function arnOf(context: ApplyContext, change: Change): string {
  return context.arns.get(change.permissionSet) ?? '';
}

/** One reading call of sso-admin. */
export function readCall<T>(context: ApplyContext, run: () => Promise<T>): Promise<T> {
  return context.calls.read('sso-admin', run, context.signal);
}

/** Every item of a list of sso-admin. */
export async function readAll<T>(
  context: ApplyContext,
  page: (token: { nextToken?: string }) => Promise<Page<T>>,
): Promise<T[]> {
  const items: T[] = [];
  let token: { nextToken?: string } = {};
  for (;;) {
    const { items: some, nextToken } = await readCall(context, () => page(token));
    items.push(...some);
    if (nextToken === undefined || nextToken === token.nextToken) return items;
    token = { nextToken };
  }
}
