import type { AwsAccount, OrganizationalUnit } from '../organization.ts';
import { AwsError } from '../protocol/aws-error.ts';
import type { Call } from '../protocol/operation.ts';
import { type Page, type PageQuery, pageOf } from '../protocol/paging.ts';
import { integer, text } from '../protocol/shape.ts';

const LARGEST_PAGE = 20;

/** MaxResults and NextToken. */
export const paging = { MaxResults: integer(1, LARGEST_PAGE), NextToken: text({ max: 100_000 }) };

/** @throws AwsError InvalidInputException for a token that is none */
export function pageOfOrganization<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  query: PageQuery,
  question: readonly (string | undefined)[],
): Page<T> {
  try {
    return pageOf(items, keyOf, query, question, LARGEST_PAGE);
  } catch (thrown) {
    if (thrown instanceof AwsError) throw invalidInput('INVALID_NEXT_TOKEN');
    throw thrown;
  }
}

export function invalidInput(reason: string, about = ''): AwsError {
  const message = `You specified an invalid value.${about === '' ? '' : ` ${about}`}`;
  return new AwsError('InvalidInputException', message, 400, { Reason: reason });
}

/** @throws AwsError AccountNotFoundException */
export function accountOf(call: Call, id: string): AwsAccount {
  const account = call.aws.organization.accounts.get(id);
  if (account === undefined)
    throw new AwsError('AccountNotFoundException', "You specified an account that doesn't exist.");
  return account;
}

/** @throws AwsError ParentNotFoundException */
export function checkParent(call: Call, id: string): void {
  const { rootId, units } = call.aws.organization;
  if (id !== rootId && !units.has(id))
    throw new AwsError('ParentNotFoundException', "You specified parent that doesn't exist.");
}

export function describedAccount(call: Call, account: AwsAccount): Readonly<Record<string, unknown>> {
  const { managementAccountId } = call.aws.organization;
  return {
    Id: account.id,
    Arn: arnOf(call, 'account', account.id),
    Email: account.email,
    Name: account.name,
    Status: account.status,
    State: account.status,
    JoinedMethod: account.id === managementAccountId ? 'INVITED' : 'CREATED',
    JoinedTimestamp: account.joinedAt / 1000,
  };
}

export function describedUnit(call: Call, unit: OrganizationalUnit): Readonly<Record<string, unknown>> {
  return { Id: unit.id, Arn: arnOf(call, 'ou', unit.id), Name: unit.name };
}

/** `arn:aws:organizations::<management>:account/o-xxxxxxxxxx/<id>` */
export function arnOf(call: Call, kind: 'account' | 'ou' | 'root', id: string): string {
  const { managementAccountId, id: organizationId } = call.aws.organization;
  return `arn:aws:organizations::${managementAccountId}:${kind}/${organizationId}/${id}`;
}
