import type { AccessIndex } from './access-index.ts';
import type { ReachedRole } from './reach.ts';
import { whatCanReach } from './reach.ts';

export const PROVISIONING_STATES = [
  'provisioned',
  'in-progress',
  'skipped',
  'failed',
  'quarantined',
  'not-configured',
] as const;

/** Where changes of a user and of groups do not reach AWS any more. */
const STALLED: ReadonlySet<string> = new Set(['failed', 'quarantined', 'not-configured']);

/**
 * What is known of a user outside AWS. Every member may be absent: what nobody looked up is shown as unknown and never taken for a
 * yes or a no.
 */
export interface SignInFacts {
  /** The userName the person is known by in AWS. */
  readonly userName: string;
  readonly entra?: {
    readonly exists?: boolean;
    readonly enabled?: boolean;
    /** Whether the enterprise application asks for an assignment at all. */
    readonly assignmentRequired?: boolean;
    /** Assigned to the application, directly or through a group that counts (nested groups do not). */
    readonly assigned?: boolean;
  };
  readonly scim?: {
    /** What Entra's provisioning last said of this user. */
    readonly state?: (typeof PROVISIONING_STATES)[number];
    readonly detail?: string;
    /** `active` as AWS holds it. */
    readonly active?: boolean;
  };
  /** The NameID that Entra would send. */
  readonly nameId?: { readonly value: string; readonly format?: string };
}

const SIGN_IN_STEPS = ['entra-user', 'entra-assignment', 'scim-user', 'name-id', 'permission'] as const;

interface SignInStep {
  readonly id: (typeof SIGN_IN_STEPS)[number];
  readonly status: 'yes' | 'no' | 'unknown';
  readonly message: string;
  readonly fix?: string;
}

export interface SignInVerdict {
  /** `yes` only where every step is known to succeed; `no` as soon as one is known to fail. */
  readonly verdict: 'yes' | 'no' | 'unknown';
  readonly summary: string;
  readonly steps: readonly SignInStep[];
  /** As what: the roles the person would find in the access portal. */
  readonly roles: readonly ReachedRole[];
}

const EMAIL_FORMATS = [
  'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
];

/**
 * Tells before anyone signs in whether a user will get in, and as what: from the assignment in Entra, the state of provisioning, the
 * NameID, and the groups and permission sets in AWS.
 *
 * @param index AWS as it was read; undefined where nothing was
 */
export function judgeSignIn(facts: SignInFacts, index: AccessIndex | undefined): SignInVerdict {
  const { step: permission, roles } = permissionStep(facts, index);
  const steps = [
    entraUser(facts),
    entraAssignment(facts),
    scimUser(facts, index),
    nameId(facts, index),
    permission,
  ];
  const no = steps.find(({ status }) => status === 'no');
  const unknown = steps.filter(({ status }) => status === 'unknown');
  const verdict = no !== undefined ? 'no' : unknown.length > 0 ? 'unknown' : 'yes';
  const role = `${roles.length} ${roles.length === 1 ? 'role' : 'roles'}`;
  const summary =
    no !== undefined
      ? `${facts.userName} will not get in: ${no.message}`
      : verdict === 'yes'
        ? `${facts.userName} will get in and find ${role}.`
        : `Nothing stands against ${facts.userName}, but this is not known: ${unknown.map(({ message }) => message).join(' ')}`;
  return { verdict, summary, steps, roles };
}

type Outcome = 'yes' | 'no' | 'unknown';
const outcome = (known: boolean | undefined): Outcome =>
  known === undefined ? 'unknown' : known ? 'yes' : 'no';

function entraUser({ entra }: SignInFacts): SignInStep {
  const id = 'entra-user';
  if (entra?.exists === false)
    return {
      id,
      status: 'no',
      message: 'Entra has no such user.',
      fix: 'Check the user principal name; a guest is named differently.',
    };
  const status = outcome(entra?.enabled);
  if (status === 'no')
    return { id, status, message: 'The user is disabled in Entra.', fix: 'Enable the user in Entra.' };
  return {
    id,
    status,
    message:
      status === 'yes'
        ? 'The user may sign in to Entra.'
        : 'Whether the user may sign in to Entra was not looked up.',
  };
}

function entraAssignment({ entra }: SignInFacts): SignInStep {
  const id = 'entra-assignment';
  if (entra?.assignmentRequired === false)
    return { id, status: 'yes', message: 'The enterprise application asks for no assignment.' };
  const status = outcome(entra?.assigned);
  if (status === 'no')
    return {
      id,
      status,
      message: 'The user is not assigned to the enterprise application.',
      fix: 'Assign the user, or a group that holds the user directly: nested groups do not count.',
    };
  return {
    id,
    status,
    message:
      status === 'yes'
        ? 'The user is assigned to the enterprise application.'
        : 'Whether the user is assigned to the enterprise application was not looked up.',
  };
}

function said(scim: SignInFacts['scim']): string {
  const { state, detail } = scim ?? {};
  if (state === undefined) return '';
  return ` Provisioning says: ${state}${detail === undefined ? '' : ` (${detail})`}.`;
}

function scimUser({ scim, userName }: SignInFacts, index: AccessIndex | undefined): SignInStep {
  const id = 'scim-user';
  const known = index?.principalsKnown('USER') === true;
  const there = (index?.usersByName.get(userName)?.length ?? 0) > 0;
  if (known && !there) {
    const why = scim?.state === 'provisioned' ? '' : said(scim);
    return {
      id,
      status: 'no',
      message: `AWS has no user ${userName}.${why}`,
      fix: 'Provision the user; the first cycle after an assignment takes up to 40 minutes.',
    };
  }
  const [stored] = index?.usersByName.get(userName) ?? [];
  if ((scim?.active ?? stored?.active) === false)
    return {
      id,
      status: 'no',
      message: 'The user is disabled in AWS.',
      fix: 'Let Entra provision the user as active.',
    };
  if (there && scim?.state !== undefined && STALLED.has(scim.state))
    return {
      id,
      status: 'yes',
      message: `AWS has the user, but changes in Entra may not reach it.${said(scim)}`,
      fix: 'Mend provisioning, or count on the groups that AWS has now.',
    };
  if (there) return { id, status: 'yes', message: 'AWS has the user.' };
  return { id, status: 'unknown', message: 'Whether AWS has the user was not looked up.' };
}

function nameId(facts: SignInFacts, index: AccessIndex | undefined): SignInStep {
  const id = 'name-id';
  if (facts.nameId === undefined)
    return { id, status: 'unknown', message: 'Which NameID Entra sends was not looked up.' };
  const { value, format } = facts.nameId;
  if (format !== undefined && !EMAIL_FORMATS.includes(format))
    return {
      id,
      status: 'no',
      message: 'AWS takes no NameID of this format.',
      fix: 'Let Entra send the format emailAddress with the user’s userName as its value.',
    };
  // AWS compares without case.
  if (value.toLowerCase() !== facts.userName.toLowerCase())
    return {
      id,
      status: 'no',
      message: `The NameID ${value} is not the userName ${facts.userName}.`,
      fix: 'Let the NameID and the provisioned userName come from the same attribute.',
    };
  const twin = (index?.snapshot.users ?? []).filter(
    ({ userName }) => userName.toLowerCase() === value.toLowerCase(),
  );
  if (twin.length > 1)
    return {
      id,
      status: 'no',
      message: 'Several users in AWS have this userName.',
      fix: 'Delete the ones that are left over.',
    };
  return { id, status: 'yes', message: 'The NameID is the userName.' };
}

function permissionStep(
  { userName }: SignInFacts,
  index: AccessIndex | undefined,
): { readonly step: SignInStep; readonly roles: readonly ReachedRole[] } {
  const id = 'permission';
  const unknown = (message: string) => ({ step: { id, status: 'unknown', message } as const, roles: [] });
  if (index === undefined) return unknown('What is assigned in AWS was not read.');
  if ((index.usersByName.get(userName)?.length ?? 0) !== 1)
    return unknown('Without the user in AWS, nothing can be told of roles.');
  const all = whatCanReach(index, userName);
  const roles = all.filter(({ certain }) => certain);
  const message = `The user reaches ${roles.length} ${roles.length === 1 ? 'role' : 'roles'}.`;
  if (roles.length > 0) return { step: { id, status: 'yes', message }, roles };
  const blind =
    all.length > 0 ||
    index.snapshot.unknown.some(
      ({ part }) => part === 'assignments' || part === 'provisioned-accounts' || part === 'groups',
    );
  if (blind)
    return unknown('Not all assignments and members could be read, so that the user’s roles are not known.');
  return {
    step: {
      id,
      status: 'no',
      message: 'The user has no permission set in any account: the access portal would be empty.',
      fix: 'Assign a permission set to the user or to one of the user’s groups.',
    },
    roles,
  };
}
