import { createHash } from 'node:crypto';
import { CATALOGUE } from './catalogue.ts';

/** An AWS-managed policy as IAM knows it. */
export interface ManagedPolicy {
  /** `arn:aws:iam::aws:policy/job-function/Billing` */
  readonly arn: string;
  readonly name: string;
  /** `/` or `/job-function/` */
  readonly path: string;
  /** `ANPA` and 17 characters. */
  readonly policyId: string;
  readonly versionId: string;
  /** JSON text. */
  readonly document: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

const PREFIX = 'arn:aws:iam::aws:policy';
const FIRST = Date.UTC(2015, 1, 6, 18, 39, 46);

/** By ARN, in alphabetical order of their names. */
export const MANAGED_POLICIES: ReadonlyMap<string, ManagedPolicy> = read();

function read(): ReadonlyMap<string, ManagedPolicy> {
  const statements = new Map<string, Readonly<Record<string, unknown>>[]>();
  for (const line of CATALOGUE.trim().split('\n')) {
    const [where = '', ...actions] = line.split(' ');
    const negated = actions.flatMap((action) => (action.startsWith('!') ? [action.slice(1)] : []));
    const told =
      negated.length > 0 ? { NotAction: negated } : { Action: actions.length === 1 ? actions[0] : actions };
    const known = statements.get(where) ?? [];
    known.push({ Effect: 'Allow', ...told, Resource: '*' });
    statements.set(where, known);
  }
  const policies = [...statements].map(([where, list]): ManagedPolicy => {
    const name = where.slice(where.lastIndexOf('/') + 1);
    return {
      arn: `${PREFIX}${where}`,
      name,
      path: where.slice(0, where.lastIndexOf('/') + 1),
      policyId: `ANPA${idFrom(where)}`,
      versionId: 'v1',
      document: JSON.stringify({ Version: '2012-10-17', Statement: list }, null, 4),
      createdAt: FIRST,
    };
  });
  policies.sort((a, b) => (a.name < b.name ? -1 : 1));
  return new Map(policies.map((policy) => [policy.arn, policy]));
}

/** Seventeen characters as IAM ids have them, always the same for the same text. */
export function idFrom(text: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
  const digest = createHash('sha256').update(text).digest();
  return [...digest.subarray(0, 17)].map((byte) => alphabet[byte % alphabet.length]).join('');
}
