import type { Channel, ChannelInput } from '../../shared/contract/whole.ts';

const key = { kind: 'any', text: '-----BEGIN CERTIFICATE-----', name: 'idp.pem' } as const;
const expectations = { audience: 'a', recipient: 'r', issuer: 'i', user: 'u', inResponseTo: '_1' };

const options = {
  trust: [key],
  decryptKeys: [key],
  profile: 'entra',
  expect: expectations,
  at: 1,
  clockSkew: 60,
  strict: true,
  detachedPayload: 'payload',
} as const;

const entra = { tenant: 'contoso.com', clientId: '11111111-2222-3333-4444-555555555555' };
const named = { id: 'i1', name: 'An identity' };

const IDENTITIES: readonly ChannelInput<'connections.saveIdentity'>['identity'][] = [
  { ...named, ...entra, kind: 'entra-browser' },
  { ...named, ...entra, kind: 'entra-device-code' },
  { ...named, ...entra, kind: 'entra-client-secret', secretExpires: '2027-01-01T00:00:00Z' },
  { ...named, ...entra, kind: 'entra-certificate', certificatePem: '-----BEGIN CERTIFICATE-----' },
  { ...named, ...entra, kind: 'entra-federated-assertion', assertionFile: '/var/run/token' },
  { ...named, kind: 'entra-azure-cli', tenant: 'contoso.com' },
  { ...named, kind: 'entra-managed-identity', clientId: entra.clientId },
  { ...named, kind: 'aws-profile', profile: 'prod' },
  { ...named, kind: 'aws-environment' },
  {
    ...named,
    kind: 'aws-sso',
    startUrl: 'https://d-0123456789.awsapps.com/start',
    ssoRegion: 'us-east-1',
    sessionName: 'corp',
    accountId: '111122223333',
    roleName: 'AdministratorAccess',
    flow: 'pkce',
  },
  { ...named, kind: 'aws-access-key', accessKeyId: 'AKIAIOSFODNN7EXAMPLE' },
  { ...named, kind: 'openai-key' },
  { ...named, kind: 'apim-key' },
];
const labChoices = {
  httpsPort: 0,
  httpPort: 0,
  seed: 'file',
  scale: { users: 10, groups: 2, accounts: 3, permissionSets: 4, assignments: 5 },
  rateLimit: 20,
  faults: [
    {
      kind: 'failed',
      probability: 0.5,
      service: 'sso-admin',
      operation: 'CreateAccountAssignment',
      reason: 'No such principal.',
      amount: 20,
      times: 1,
    },
  ],
  settle: 1000,
  timeScale: 1,
  randomSeed: 1,
} as const;

const gridFilter: ChannelInput<'access.rows'>['filter'] = {
  text: 'kim',
  units: ['Root/Workloads'],
  accounts: ['111122223333'],
  permissionSets: ['arn:aws:sso:::permissionSet/ssoins-1/ps-1'],
  principals: ['p-1'],
  principalType: 'GROUP',
  deleted: true,
};

/** For each channel inputs that between them hold every member the contract knows. */
export const VALID_INPUTS: { readonly [C in Channel]: readonly ChannelInput<C>[] } = {
  'access.status': [{}],
  'access.refresh': [
    { accountId: '111122223333' },
    { permissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-1' },
  ],
  'access.read': [{ identityId: 'i1' }],
  'access.rows': [{ filter: gridFilter, sort: 'account', descending: false, from: 0, count: 200 }],
  'access.groups': [{ filter: gridFilter, by: 'permission-set', from: 0, count: 200 }],
  'access.matrix': [{ filter: gridFilter, from: 0, count: 50 }],
  'access.views': [{}],
  'access.saveView': [
    {
      view: { name: 'Mine', filter: gridFilter, shownAs: 'matrix', sort: 'account', descending: true },
      replaces: 'Old',
    },
  ],
  'access.removeView': [{ name: 'Mine' }],
  'access.policies': [{ text: 's3 read' }],
  'access.policyDocument': [{ arn: 'arn:aws:iam::aws:policy/job-function/Billing' }],
  'access.facets': [{ filter: gridFilter }],
  'access.who': [{ who: 'kim@contoso.com', account: '111122223333', permissionSet: 'Admin' }],
  'access.reach': [{ who: 'kim@contoso.com' }],
  'access.findings': [{}],
  'access.sets': [{}],
  'access.set': [{ arn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-1' }],
  'access.lint': [{ policy: '{}' }],
  'access.desired': [{}],
  'access.plan': [{ text: 'version: 1', prune: false, provision: true }],
  'access.planResume': [{ journal: 'access-1.journal', identityId: 'i1' }],
  'access.apply': [{ planId: 'plan-1' }],
  'access.steer': [{ to: 'pause' }],
  'access.journals': [{}],
  'access.exportTo': [
    { format: 'csv', shown: { filter: gridFilter, sort: 'principal', descending: true } },
    { format: 'aws-config', who: 'kim@contoso.com', startUrl: 'https://d-1.awsapps.com/start' },
  ],
  'access.verdict': [
    {
      userName: 'kim@contoso.com',
      entra: { exists: true, enabled: true, assignmentRequired: true, assigned: false },
      scim: { active: true },
      nameId: { value: 'kim@contoso.com', format: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress' },
    },
  ],
  'app.info': [{}],
  'app.appearance': [{}],
  'app.setAppearance': [{ theme: 'dark', density: 'compact' }],
  'app.openExternal': [{ url: 'https://learn.microsoft.com/' }],
  'app.readClipboard': [{}, { atMost: 1_000_000 }],
  'app.reveal': [{ what: 'log' }],
  'app.takeDeepLink': [{}],
  'app.reportProblem': [{ name: 'TypeError', stack: 'TypeError\n  at x' }],
  'connections.list': [{}],
  'connections.live': [{}],
  'connections.expiries': [{}],
  'connections.activate': [{ workspaceId: 'lab' }],
  'connections.create': [{ name: 'Contoso' }],
  'connections.duplicate': [{ workspaceId: 'lab' }],
  'connections.save': [
    {
      workspace: {
        id: 'w1',
        name: 'Contoso',
        writable: true,
        entra: {
          cloud: 'public',
          tenant: 'contoso.com',
          endpoints: { login: 'https://localhost:7443', graph: 'https://localhost:7444' },
        },
        aws: {
          region: 'us-east-1',
          instanceArn: 'arn:aws:sso:::instance/ssoins-1',
          endpoint: 'http://127.0.0.1:1',
        },
        scim: {
          baseAddress: 'https://scim.us-east-1.amazonaws.com/x/scim/v2/',
          tokenExpires: '2027-01-01T00:00:00Z',
        },
        openai: [{ name: 'chat', endpoint: 'https://chat.openai.azure.com' }],
        network: {
          proxy: 'explicit',
          proxyUrl: 'http://proxy.example:3128',
          proxyUser: 'me',
          extraCa: [{ name: 'corporate', pem: '-----BEGIN CERTIFICATE-----' }],
          timeout: 30,
        },
      },
      secrets: { scimToken: 'token', proxyPassword: 'password' },
    },
  ],
  'connections.saveIdentity': IDENTITIES.map((identity) => ({
    workspaceId: 'w1',
    identity,
    secrets: { clientSecret: 'a', privateKey: 'b', secretAccessKey: 'c', sessionToken: 'd', key: 'e' },
    pfx: { base64: 'AA==', password: '' },
  })),
  'connections.planForget': [{ workspaceId: 'w1', identityId: 'i1' }],
  'connections.planRegister': [
    { workspaceId: 'w1', as: { identityId: 'i1' }, capabilities: ['trust'] },
    {
      workspaceId: 'w1',
      as: { firstPartyClientId: '14d82eec-204b-4c2f-b7e8-296a70dab67e' },
      capabilities: ['directory'],
    },
  ],
  'connections.apply': [{ planId: 'plan-1' }],
  'connections.test': [{ workspaceId: 'w1', identityId: 'i1' }],
  'connections.profiles': [{}],
  'connections.import': [{}],
  'connections.export': [{ workspaceId: 'w1' }],
  'connections.requests': [{ after: 0 }],
  'connections.exportRequests': [{}],
  'inspector.inspect': [{ text: 'token', options }],
  'inspector.inspectFile': [{ droppedPath: '/tmp/capture.har', options }],
  'inspector.rows': [{ resultId: 'result-1', from: 0, count: 500 }],
  'inspector.message': [{ resultId: 'result-1', index: 0 }],
  'inspector.diff': [
    {
      a: { source: { text: 'token' }, index: 0 },
      b: { source: { resultId: 'result-1' }, index: 1 },
      options,
    },
  ],
  'inspector.evidence': [
    { source: { text: 'token' }, options, only: [0], form: 'json', redact: true },
    { source: { resultId: 'result-1' }, options, form: 'md', redact: false },
  ],
  'inspector.saveEvidence': [{ content: '# Evidence', form: 'md' }],
  'inspector.curl': [
    { message: { source: { text: 'token' }, index: 0 }, options, shell: 'posix' },
    { message: { source: { resultId: 'result-1' }, index: 0 }, options, shell: 'powershell' },
  ],
  'inspector.fetchKeys': [{ address: 'https://login.microsoftonline.com/common/discovery/v2.0/keys' }],
  'inspector.certificates': [{ texts: ['-----BEGIN CERTIFICATE-----'] }],
  'inspector.selfTest': [{}],
  'inspector.attack': [{ name: 'a forged second root after the message' }],
  'history.status': [{}],
  'history.enable': [{}],
  'history.add': [
    { text: 'token', messages: [{ kind: 'jwt', verdict: 'valid', issuer: 'https://idp.example' }] },
  ],
  'history.list': [{}],
  'history.open': [{ id: 'entry-1' }],
  'history.planErase': [{ turnOff: true }],
  'history.apply': [{ planId: 'plan-1' }],
  'lab.status': [{}],
  'lab.chooseSeed': [{}],
  'lab.start': [{ choices: labChoices }],
  'lab.stop': [{}],
  'lab.requests': [{ after: 0, limit: 100 }],
  'lab.saveRequests': [{}],
  'lab.people': [{ search: 'kim', from: 0, count: 50 }],
  'lab.setFaults': [{ faults: labChoices.faults }],
  'lab.setClock': [{ now: '2030-01-01T00:00:00Z', advance: 1000, scale: 60 }],
  'lab.setLimits': [
    { rateLimit: 'off', settle: 0, checkSignatures: false },
    { rateLimit: 20, settle: 1000, checkSignatures: true },
  ],
  'lab.exportCa': [{}],
  'lab.planReset': [{}],
  'lab.apply': [{ planId: 'plan-1' }],
  'jobs.cancel': [{ id: 'call-1' }],
  'workspace.load': [{}],
  'workspace.save': [
    {
      settings: {
        inspector: {
          trust: [key],
          profile: 'generic',
          expect: expectations,
          clockSkew: 0,
          strict: false,
        },
      },
    },
  ],
  'workspace.files': [{}],
  'workspace.planErase': [{}],
  'workspace.apply': [{ planId: 'plan-1' }],
};
