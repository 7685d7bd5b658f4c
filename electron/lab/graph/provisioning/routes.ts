import type { ServicePrincipal } from '../../entra/directory.ts';
import { isObject } from '../fields.ts';
import { badRequest, GraphError } from '../graph-error.ts';
import { collection, single } from '../odata/query.ts';
import type { ResourceType } from '../odata/resource-type.ts';
import { READ_SYNCHRONIZATION, WRITE_SYNCHRONIZATION } from '../permissions.ts';
import { type GraphAnswer, type GraphCall, type GraphRoute, NO_CONTENT, routesNeeding } from '../route.ts';
import { newJobMemory, type SynchronizationJob } from '../state.ts';
import { servicePrincipalOf } from '../visible.ts';
import type { ProvisioningEngine } from './engine.ts';
import { JOB_TYPE } from './job-type.ts';
import { provisionOnDemand } from './on-demand.ts';
import { type TargetCredentials, TargetUnusable } from './scim-target.ts';
import { schemaOf, templatesOf } from './synchronization-schema.ts';

const BASE = '/servicePrincipals/:id/synchronization';
const JOB = `${BASE}/jobs/:job`;

const TEMPLATE_TYPE: ResourceType<{ readonly id: string }> = {
  name: 'synchronizationTemplate',
  set: 'servicePrincipals/synchronization/templates',
  show: (template) => ({ ...template }),
};

const { read, write } = routesNeeding(READ_SYNCHRONIZATION, WRITE_SYNCHRONIZATION);

/** Graph's synchronization API (facts/microsoft.md section 2). */
export function synchronizationRoutes(engine: ProvisioningEngine): readonly GraphRoute[] {
  return [
    read(`${BASE}/templates`, 'ListSynchronizationTemplates', (call) =>
      collection(call, TEMPLATE_TYPE, templatesOf(servicePrincipalOf(call))),
    ),
    read(`${BASE}/jobs`, 'ListSynchronizationJobs', (call) =>
      collection(call, JOB_TYPE, jobsOf(call, servicePrincipalOf(call))),
    ),
    write('POST', `${BASE}/jobs`, 'CreateSynchronizationJob', createJob),
    read(JOB, 'GetSynchronizationJob', (call) => single(call, JOB_TYPE, jobOf(call))),
    write('DELETE', JOB, 'DeleteSynchronizationJob', (call) => {
      const job = jobOf(call);
      engine.pause(job);
      call.ground.state.synchronization.jobs.delete(job.id);
      return NO_CONTENT;
    }),
    read(`${JOB}/schema`, 'GetSynchronizationSchema', (call) => ({
      status: 200,
      body: schemaOf(jobOf(call).id),
    })),
    write('POST', `${JOB}/start`, 'StartSynchronizationJob', (call) => {
      engine.start(configured(jobOf(call)));
      return NO_CONTENT;
    }),
    write('POST', `${JOB}/pause`, 'PauseSynchronizationJob', (call) => {
      engine.pause(jobOf(call));
      return NO_CONTENT;
    }),
    write('POST', `${JOB}/restart`, 'RestartSynchronizationJob', async (call) => {
      const scopes = resetScopes(await call.body());
      engine.restart(configured(jobOf(call)), scopes);
      return NO_CONTENT;
    }),
    write('POST', `${JOB}/validateCredentials`, 'ValidateCredentials', (call) => validate(engine, call)),
    write('POST', `${JOB}/provisionOnDemand`, 'ProvisionOnDemand', (call) =>
      provisionOnDemand(engine, call, configured(jobOf(call))),
    ),
    read(`${BASE}/secrets`, 'ListSynchronizationSecrets', (call) => ({
      status: 200,
      body: {
        value: jobsOf(call, servicePrincipalOf(call)).flatMap((job) => [
          { key: 'BaseAddress', value: job.baseAddress ?? '' },
          { key: 'SecretToken', value: job.secretToken === undefined ? '' : '*' },
        ]),
      },
    })),
    write('PUT', `${BASE}/secrets`, 'PutSynchronizationSecrets', putSecrets),
  ];
}

function jobsOf(call: GraphCall, principal: ServicePrincipal): readonly SynchronizationJob[] {
  const { jobs } = call.ground.state.synchronization;
  return [...jobs.values()].filter(({ servicePrincipalId }) => servicePrincipalId === principal.id);
}

/** @throws GraphError 404 */
function jobOf(call: GraphCall): SynchronizationJob {
  const id = call.param('job');
  const job = jobsOf(call, servicePrincipalOf(call)).find((one) => one.id === id);
  if (job === undefined)
    throw new GraphError(404, 'JobNotFound', `The job '${id.slice(0, 100)}' was not found.`);
  return job;
}

/** @throws GraphError 400 for a job that has no credentials */
function configured(job: SynchronizationJob): SynchronizationJob {
  if (job.baseAddress === undefined || job.secretToken === undefined)
    throw new GraphError(400, 'CredentialsMissing', 'The job has no credentials: save them first.');
  return job;
}

async function createJob(call: GraphCall): Promise<GraphAnswer> {
  const { ground, tenant } = call;
  const principal = servicePrincipalOf(call);
  const { templateId } = await call.body();
  const template = templatesOf(principal).find(({ id }) => id === templateId);
  if (template === undefined)
    throw new GraphError(400, 'InvalidTemplateId', 'The template was not found for this application.');
  if (jobsOf(call, principal).length > 0)
    throw new GraphError(
      409,
      'JobAlreadyExists',
      'The application has a synchronization job of this template already.',
    );
  const job: SynchronizationJob = {
    id: `${template.id}.${ground.random.hex(32)}`,
    tenantId: tenant.id,
    servicePrincipalId: principal.id,
    templateId: template.id,
    state: 'Disabled',
    memory: newJobMemory(),
  };
  ground.state.synchronization.jobs.set(job.id, job);
  return single(call, JOB_TYPE, job, 201);
}

async function validate(engine: ProvisioningEngine, call: GraphCall): Promise<GraphAnswer> {
  const job = jobOf(call);
  const { useSavedCredentials, credentials } = await call.body();
  const given = useSavedCredentials === true ? saved(configured(job)) : credentialsIn(credentials);
  try {
    await engine.validate(given);
  } catch (thrown) {
    if (!(thrown instanceof TargetUnusable)) throw thrown;
    throw new GraphError(
      400,
      'SystemForCrossDomainIdentityManagementCredentialValidationUnavailable',
      `The credentials could not be validated. ${thrown.message}`,
    );
  }
  return NO_CONTENT;
}

function saved({ baseAddress = '', secretToken = '' }: SynchronizationJob): TargetCredentials {
  return { baseAddress, secretToken };
}

/** @throws GraphError 400 where one of the two is missing */
function credentialsIn(list: unknown): TargetCredentials {
  const { BaseAddress, SecretToken } = pairs(list);
  if (BaseAddress === undefined || SecretToken === undefined)
    badRequest('BaseAddress and SecretToken are both needed.');
  return { baseAddress: BaseAddress, secretToken: SecretToken };
}

/** Settings of the job that are kept with its secrets in reality and change nothing here. */
const OTHER_KEYS = new Set(['SyncNotificationSettings', 'SyncAll', 'SkipOutOfScopeDeletions']);

function pairs(list: unknown): { BaseAddress?: string; SecretToken?: string } {
  if (!Array.isArray(list) || list.length === 0 || list.length > 20)
    badRequest('Credentials must be a list of keys and values.');
  const found: { BaseAddress?: string; SecretToken?: string } = {};
  for (const pair of list as readonly unknown[]) {
    if (!isObject(pair) || typeof pair.key !== 'string') badRequest('A credential needs a key and a value.');
    if (OTHER_KEYS.has(pair.key)) continue;
    if (pair.key !== 'BaseAddress' && pair.key !== 'SecretToken')
      badRequest(`'${pair.key.slice(0, 50)}' is not a key of this application.`);
    if (typeof pair.value !== 'string' || pair.value.trim() === '' || pair.value.length > 4_096)
      badRequest(`'${pair.key}' needs a value.`);
    found[pair.key] = pair.value.trim();
  }
  const address = found.BaseAddress;
  if (address !== undefined && !/^https?:\/\/[^/]/.test(address))
    badRequest('BaseAddress must be an address.');
  if (found.SecretToken !== undefined && /[^\x21-\x7e]/.test(found.SecretToken))
    badRequest('SecretToken has characters a header cannot carry.');
  return found;
}

async function putSecrets(call: GraphCall): Promise<GraphAnswer> {
  const jobs = jobsOf(call, servicePrincipalOf(call));
  const { value } = await call.body();
  const { BaseAddress, SecretToken } = pairs(value);
  if (jobs.length === 0)
    throw new GraphError(404, 'JobNotFound', 'The application has no synchronization job: create one first.');
  for (const job of jobs) {
    if (BaseAddress !== undefined) job.baseAddress = BaseAddress;
    if (SecretToken !== undefined) job.secretToken = SecretToken;
  }
  return NO_CONTENT;
}

const RESET_SCOPES = [
  'None',
  'ConnectorDataStore',
  'Escrows',
  'Watermark',
  'QuarantineState',
  'Full',
  'ForceDeletes',
];

/** @throws GraphError 400 for a scope that is none */
function resetScopes(body: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const given = isObject(body.criteria) ? body.criteria.resetScope : 'None';
  if (typeof given !== 'string') badRequest("'resetScope' must be a string.");
  const scopes = given.split(',').map((scope) => scope.trim());
  const unknown = scopes.find((scope) => !RESET_SCOPES.includes(scope));
  if (unknown !== undefined) badRequest(`'${unknown.slice(0, 50)}' is not a resetScope.`);
  return new Set(scopes);
}
