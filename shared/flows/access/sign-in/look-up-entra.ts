import type { SignInFacts } from '../../../core/access/sign-in-verdict.ts';
import { toWireError, WorkbenchError } from '../../../core/errors/workbench-error.ts';
import type { GraphReader } from '../../../ports/graph-reader.ts';

/** The gallery application of IAM Identity Center (facts on Entra: application templates). */
const IDENTITY_CENTER_TEMPLATE = '21ed01d2-ec13-4e9e-86c1-cd546719ebc4';
/** Pages of one list; a hundred thousand assignments are fewer. */
const MOST_PAGES = 1000;

/** What Entra says of a user's way into AWS, and what could not be looked up or is taken for granted. */
export interface EntraLookUp {
  readonly facts: SignInFacts;
  /** Name of the enterprise application; absent where it was not found or there are several. */
  readonly application?: string;
  readonly notes: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Looks up in Entra what decides whether a user gets into IAM Identity Center: the account, the assignment to the enterprise
 * application (groups count with their direct members only), the NameID that the application sends by default, and whether
 * provisioning works. Reads only; what is refused stays unknown and is noted.
 *
 * @param userName the userName in AWS: a user principal name, for a guest the address at home
 * @param identityStoreId tells the right application where there are several; it stands in the entity id
 * @throws WorkbenchError ERR_SIGN_IN_*, ERR_ENTRA_REFUSED, ERR_NETWORK_*, ERR_CANCELLED; ERR_GRAPH_REFUSED where not even users may be read
 */
export async function lookUpEntra(
  graph: GraphReader,
  userName: string,
  identityStoreId: string | undefined,
  signal: AbortSignal,
): Promise<EntraLookUp> {
  const reading = new Reading(graph, signal);
  const user = await findUser(reading, userName);
  if (user === undefined) return { facts: { userName, entra: { exists: false } }, notes: reading.notes };
  const enabled = typeof user.accountEnabled === 'boolean' ? { enabled: user.accountEnabled } : {};
  const application = await findApplication(reading, identityStoreId);
  if (application === undefined)
    return { facts: { userName, entra: { exists: true, ...enabled } }, notes: reading.notes };
  const id = textOf(application.id) ?? '';
  const [assigned, nameId, scim] = await Promise.all([
    isAssigned(reading, id, textOf(user.id) ?? ''),
    nameIdOf(reading, id, user),
    provisioningOf(reading, id),
  ]);
  return {
    facts: {
      userName,
      entra: {
        exists: true,
        ...enabled,
        ...(typeof application.appRoleAssignmentRequired === 'boolean'
          ? { assignmentRequired: application.appRoleAssignmentRequired }
          : {}),
        ...(assigned === undefined ? {} : { assigned }),
      },
      ...(scim === undefined ? {} : { scim }),
      ...(nameId === undefined ? {} : { nameId }),
    },
    application: textOf(application.displayName) ?? id,
    notes: reading.notes,
  };
}

/** Requests of one look-up, and what they could not tell. */
class Reading {
  readonly notes: string[] = [];
  readonly #graph: GraphReader;
  readonly #signal: AbortSignal;

  constructor(graph: GraphReader, signal: AbortSignal) {
    this.#graph = graph;
    this.#signal = signal;
  }

  /** Every item of a list, page after page. */
  async all(path: string): Promise<Fields[]> {
    const items: Fields[] = [];
    let next: string | undefined = path;
    for (let page = 0; next !== undefined && page < MOST_PAGES; page++) {
      const answer: Fields = await this.#graph.get(next, this.#signal);
      if (Array.isArray(answer.value)) items.push(...(answer.value as Fields[]));
      next = textOf(answer['@odata.nextLink']);
    }
    return items;
  }

  /** @returns undefined where Graph refused it, which is noted */
  async orUnknown<T>(what: string, read: () => Promise<T>): Promise<T | undefined> {
    try {
      return await read();
    } catch (thrown) {
      if (!(thrown instanceof WorkbenchError) || thrown.code !== 'ERR_GRAPH_REFUSED') throw thrown;
      this.notes.push(`${what} could not be looked up: ${toWireError(thrown).message}`);
      return undefined;
    }
  }
}

/** By user principal name; a guest by the address at home, which is what AWS knows the person by. */
async function findUser(reading: Reading, userName: string): Promise<Fields | undefined> {
  const select = '$select=id,userPrincipalName,mail,accountEnabled,userType';
  const [user] = await reading.all(`/users?$filter=${equals('userPrincipalName', userName)}&${select}`);
  if (user !== undefined) return user;
  const byMail = await reading.all(`/users?$filter=${equals('mail', userName)}&${select}`);
  const guests = byMail.filter(({ userType }) => userType === 'Guest');
  if (guests.length > 1) reading.notes.push(`${guests.length} guests have the address ${userName}.`);
  return guests.length === 1 ? guests[0] : undefined;
}

async function findApplication(
  reading: Reading,
  identityStoreId: string | undefined,
): Promise<Fields | undefined> {
  const found = await reading.orUnknown('The enterprise application', () =>
    reading.all(
      `/servicePrincipals?$filter=${equals('applicationTemplateId', IDENTITY_CENTER_TEMPLATE)}&$select=id,displayName,appRoleAssignmentRequired,servicePrincipalNames`,
    ),
  );
  if (found === undefined) return undefined;
  const named =
    identityStoreId === undefined
      ? []
      : found.filter(({ servicePrincipalNames }) =>
          JSON.stringify(servicePrincipalNames ?? []).includes(identityStoreId),
        );
  const fitting = named.length > 0 ? named : found;
  if (fitting.length === 1) return fitting[0];
  reading.notes.push(
    fitting.length === 0
      ? 'Entra has no application made of the gallery template “AWS IAM Identity Center”.'
      : `Entra has ${fitting.length} applications of IAM Identity Center, and none names this directory.`,
  );
  return undefined;
}

/** Directly, or through a group that holds the user directly: nested groups do not count. */
async function isAssigned(
  reading: Reading,
  applicationId: string,
  userId: string,
): Promise<boolean | undefined> {
  return reading.orUnknown('The assignment to the application', async () => {
    const assigned = new Set(
      (await reading.all(`/servicePrincipals/${encodeURIComponent(applicationId)}/appRoleAssignedTo`)).map(
        ({ principalId }) => principalId,
      ),
    );
    if (assigned.has(userId)) return true;
    const groups = await reading.all(`/users/${encodeURIComponent(userId)}/memberOf?$select=id`);
    return groups.some(({ id }) => assigned.has(id));
  });
}

/** The gallery application sends the user principal name, for a guest the address at home. A policy of claims may say otherwise. */
async function nameIdOf(
  reading: Reading,
  applicationId: string,
  user: Fields,
): Promise<SignInFacts['nameId']> {
  const policies = await reading.orUnknown('A claims mapping policy', () =>
    reading.all(`/servicePrincipals/${encodeURIComponent(applicationId)}/claimsMappingPolicies`),
  );
  if (policies === undefined) return undefined;
  if (policies.some(({ definition }) => /nameid/i.test(JSON.stringify(definition ?? '')))) {
    reading.notes.push('A claims mapping policy changes the NameID: look it up by a test sign-in.');
    return undefined;
  }
  const value = textOf(user.userType === 'Guest' ? user.mail : user.userPrincipalName);
  if (value === undefined) return undefined;
  reading.notes.push(
    'The NameID is taken to be what the gallery application sends unless the portal was told otherwise.',
  );
  return { value };
}

async function provisioningOf(reading: Reading, applicationId: string): Promise<SignInFacts['scim']> {
  const jobs = await reading.orUnknown('Provisioning', () =>
    reading.all(`/servicePrincipals/${encodeURIComponent(applicationId)}/synchronization/jobs`),
  );
  if (jobs === undefined) return undefined;
  const [job] = jobs;
  if (job === undefined) return { state: 'not-configured' };
  const status = (job.status ?? {}) as Fields;
  const code = textOf(status.code);
  if (code === 'Quarantine') {
    const { reason } = (status.quarantine ?? {}) as Fields;
    return { state: 'quarantined', ...(typeof reason === 'string' ? { detail: reason } : {}) };
  }
  return code === 'NotConfigured' ? { state: 'not-configured' } : {};
}

/** A filter of OData; quotes inside are doubled. */
function equals(member: string, value: string): string {
  return encodeURIComponent(`${member} eq '${value.replaceAll("'", "''")}'`);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
