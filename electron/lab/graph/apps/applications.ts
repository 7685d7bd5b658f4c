import type { Application } from '../../entra/directory.ts';
import { isObject, readFields, required } from '../fields.ts';
import { badRequest, GraphError, resourceNotFound } from '../graph-error.ts';
import { collection, counted, single } from '../odata/query.ts';
import { READ_APPS, WRITE_APPS } from '../permissions.ts';
import { type GraphAnswer, type GraphCall, type GraphRoute, NO_CONTENT, routesNeeding } from '../route.ts';
import { applicationOf, isVisible, servicePrincipalOfApp } from '../visible.ts';
import { applyChanges, WRITABLE } from './application-changes.ts';
import { APPLICATION_TYPE } from './application-type.ts';
import { keepInStep } from './in-step.ts';
import { dropPrincipal } from './service-principals.ts';

const READ_ONLY = ['id', 'appId'];
const YEAR = 365 * 86_400_000;

const { read, write } = routesNeeding(READ_APPS, WRITE_APPS);

/** Applications with their secrets and federated credentials. */
export const applicationRoutes: readonly GraphRoute[] = [
  read('/applications', 'ListApplications', (call) => collection(call, APPLICATION_TYPE, visible(call))),
  read('/applications/$count', 'CountApplications', (call) => counted(call, APPLICATION_TYPE, visible(call))),
  write('POST', '/applications', 'CreateApplication', createApplication),
  read('/applications/:id', 'GetApplication', (call) => single(call, APPLICATION_TYPE, applicationOf(call))),
  write('PATCH', '/applications/:id', 'UpdateApplication', async (call) => {
    const application = applicationOf(call);
    const before = { identifierUris: application.identifierUris };
    applyChanges(call, application, readFields(await call.body(), WRITABLE, READ_ONLY));
    keepInStep(call.ground.state.directory, application, before);
    return NO_CONTENT;
  }),
  write('DELETE', '/applications/:id', 'DeleteApplication', (call) => {
    const application = applicationOf(call);
    call.tenant.applications.delete(application.id);
    const principal = servicePrincipalOfApp(call.tenant, application.appId);
    if (principal !== undefined) dropPrincipal(call, principal);
    return NO_CONTENT;
  }),
  write('POST', '/applications/:id/addPassword', 'AddPassword', addPassword),
  write('POST', '/applications/:id/removePassword', 'RemovePassword', removePassword),
  read('/applications/:id/federatedIdentityCredentials', 'ListFederatedCredentials', (call) =>
    collection(call, FEDERATED_TYPE, applicationOf(call).federatedIdentityCredentials),
  ),
  write(
    'POST',
    '/applications/:id/federatedIdentityCredentials',
    'CreateFederatedCredential',
    async (call) => {
      const application = applicationOf(call);
      const fields = readFields(await call.body(), FEDERATED, ['id']);
      const issuer = required(fields.issuer, 'issuer');
      const subject = required(fields.subject, 'subject');
      const known = application.federatedIdentityCredentials;
      if (known.length >= 20) badRequest('An application has at most 20 federated identity credentials.');
      if (known.some((one) => one.issuer === issuer && one.subject === subject))
        throw new GraphError(
          409,
          'Request_MultipleObjectsWithSameKeyValue',
          'FederatedIdentityCredential with this issuer and subject already exists.',
        );
      const credential = {
        id: call.ground.random.uuid(),
        name: required(fields.name, 'name'),
        issuer,
        subject,
        audiences: required(fields.audiences, 'audiences'),
      };
      known.push(credential);
      return single(call, FEDERATED_TYPE, credential, 201);
    },
  ),
  write(
    'DELETE',
    '/applications/:id/federatedIdentityCredentials/:credential',
    'DeleteFederatedCredential',
    (call) => {
      const application = applicationOf(call);
      const kept = application.federatedIdentityCredentials.filter(
        ({ id }) => id !== call.param('credential'),
      );
      if (kept.length === application.federatedIdentityCredentials.length)
        resourceNotFound(call.param('credential'));
      application.federatedIdentityCredentials = kept;
      return NO_CONTENT;
    },
  ),
];

const FEDERATED = {
  name: 'string',
  issuer: 'string',
  subject: 'string',
  description: 'string',
  audiences: 'strings',
} as const;

const FEDERATED_TYPE = {
  name: 'federatedIdentityCredential',
  set: 'federatedIdentityCredentials',
  show: (credential: Application['federatedIdentityCredentials'][number]) => ({
    ...credential,
    description: null,
  }),
};

function visible(call: GraphCall): readonly Application[] {
  return [...call.tenant.applications.values()].filter(({ id }) => isVisible(call.ground, id));
}

/** An application with nothing set yet. */
export function newApplication(call: GraphCall, displayName: string): Application {
  const { random, clock } = call.ground;
  return {
    id: random.uuid(),
    appId: random.uuid(),
    displayName,
    signInAudience: 'AzureADMyOrg',
    identifierUris: [],
    web: { redirectUris: [] },
    publicClient: { redirectUris: [] },
    spa: { redirectUris: [] },
    isFallbackPublicClient: false,
    appRoles: [],
    scopes: [],
    requiredResourceAccess: [],
    federatedIdentityCredentials: [],
    keyCredentials: [],
    passwordCredentials: [],
    createdDateTime: new Date(clock.now()).toISOString(),
    secret: { passwords: new Map() },
  };
}

async function createApplication(call: GraphCall): Promise<GraphAnswer> {
  const fields = readFields(await call.body(), WRITABLE, READ_ONLY);
  const application = newApplication(call, required(fields.displayName, 'displayName'));
  applyChanges(call, application, fields);
  call.tenant.applications.set(application.id, application);
  return single(call, APPLICATION_TYPE, application, 201);
}

async function addPassword(call: GraphCall): Promise<GraphAnswer> {
  const { ground, base } = call;
  const application = applicationOf(call);
  const { passwordCredential } = await call.body();
  const wanted = isObject(passwordCredential) ? passwordCredential : {};
  const start = timeOf(wanted.startDateTime, 'startDateTime') ?? ground.clock.now();
  const end = timeOf(wanted.endDateTime, 'endDateTime') ?? start + 2 * YEAR;
  if (end <= start) badRequest('Invalid value specified for property endDateTime of resource.');
  // The shape of Entra's own secrets: 40 characters with a `~` in them.
  const secretText = `${ground.random.token(3)}8Q~${ground.random.token(34)}`;
  const credential = {
    keyId: ground.random.uuid(),
    displayName: typeof wanted.displayName === 'string' ? wanted.displayName.slice(0, 100) : '',
    hint: secretText.slice(0, 3),
    startDateTime: new Date(start).toISOString(),
    endDateTime: new Date(end).toISOString(),
  };
  application.passwordCredentials.push(credential);
  application.secret.passwords.set(credential.keyId, secretText);
  return {
    status: 200,
    body: {
      '@odata.context': `${base}/$metadata#microsoft.graph.passwordCredential`,
      customKeyIdentifier: null,
      ...credential,
      displayName: credential.displayName === '' ? null : credential.displayName,
      secretText,
    },
  };
}

async function removePassword(call: GraphCall): Promise<GraphAnswer> {
  const application = applicationOf(call);
  const { keyId } = await call.body();
  const kept = application.passwordCredentials.filter((credential) => credential.keyId !== keyId);
  if (typeof keyId !== 'string' || kept.length === application.passwordCredentials.length)
    badRequest(`No password credential found with keyId '${String(keyId).slice(0, 64)}'.`);
  application.passwordCredentials = kept;
  application.secret.passwords.delete(keyId);
  return NO_CONTENT;
}

/** @throws GraphError 400 for text that is no time */
export function timeOf(value: unknown, name: string): number | undefined {
  if (value === undefined || value === null) return undefined;
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time)) badRequest(`Invalid value specified for property ${name} of resource.`);
  return time;
}
