import { QUOTAS, SET_NAME } from '../quotas.ts';
import { DESIRED_VERSION } from './desired-state.ts';

const oneOrMany = (items: object, description: string) => ({
  description,
  anyOf: [{ type: 'array', items, uniqueItems: true }, items],
});
const byId = (what: string) => ({
  type: 'object',
  required: ['id'],
  additionalProperties: false,
  properties: {
    id: { type: 'string', description: `The id of ${what}, for one that is deleted or shares its name.` },
  },
});
const policyName = { type: 'string', pattern: '^[\\w+=,.@-]{1,128}$' };
const reference = {
  anyOf: [
    { ...policyName, description: 'Its name; the path is then /.' },
    {
      type: 'object',
      required: ['name'],
      additionalProperties: false,
      properties: { name: policyName, path: { type: 'string', pattern: '^/([!-~]+/)?$', default: '/' } },
    },
  ],
};
const policyArn = { type: 'string', pattern: '^arn:aws[\\w-]*:iam::(aws|\\d{12}):policy/\\S+$' };

const permissionSet = {
  type: ['object', 'null'],
  description: 'What is not mentioned stays as it is; what is empty is taken away. Lists are whole lists.',
  additionalProperties: false,
  properties: {
    description: { type: 'string', minLength: 1, maxLength: QUOTAS.descriptionLength },
    sessionDuration: { type: 'string', pattern: '^PT', description: 'ISO 8601 duration from PT1H to PT12H.' },
    relayState: { type: 'string', minLength: 1, maxLength: QUOTAS.relayStateLength },
    tags: {
      type: ['object', 'null'],
      additionalProperties: { type: ['string', 'number', 'boolean', 'null'] },
    },
    managedPolicies: oneOrMany(policyArn, 'ARNs of managed policies.'),
    customerManagedPolicies: oneOrMany(
      reference,
      'Policies that every account with this set has under this name.',
    ),
    inlinePolicy: {
      type: ['object', 'string', 'null'],
      description: 'An IAM policy, as a mapping or as its JSON text.',
    },
    permissionsBoundary: {
      type: ['object', 'null'],
      additionalProperties: false,
      minProperties: 1,
      maxProperties: 1,
      properties: { managedPolicy: policyArn, customerManagedPolicy: reference },
    },
    absent: { type: 'boolean', description: 'True deletes the set with all of its assignments.' },
  },
};

const account = {
  anyOf: [
    {
      type: 'string',
      description: 'Twelve digits are an id, * is every active account, anything else is a name.',
    },
    {
      type: 'object',
      minProperties: 1,
      maxProperties: 1,
      additionalProperties: false,
      properties: {
        id: { type: 'string', pattern: '^\\d{12}$' },
        name: { type: 'string' },
        ou: {
          type: 'string',
          description: 'Path of an organizational unit, as Root/Workloads/Prod; means all accounts below it.',
        },
        tag: {
          description: 'Key=value, Key (any value), or a mapping of one key and its value.',
          anyOf: [{ type: 'string' }, { type: 'object', minProperties: 1, maxProperties: 1 }],
        },
      },
    },
  ],
};

const assignments = {
  type: 'object',
  description: 'Every one of these principals gets every one of these sets in every one of these accounts.',
  additionalProperties: false,
  required: ['accounts'],
  anyOf: [{ required: ['permissionSet'] }, { required: ['permissionSets'] }],
  properties: {
    permissionSet: oneOrMany({ anyOf: [{ type: 'string' }, byId('a permission set: its ARN')] }, 'Its name.'),
    permissionSets: oneOrMany(
      { anyOf: [{ type: 'string' }, byId('a permission set: its ARN')] },
      'Their names.',
    ),
    groups: oneOrMany({ anyOf: [{ type: 'string' }, byId('a group')] }, 'Display names.'),
    users: oneOrMany({ anyOf: [{ type: 'string' }, byId('a user')] }, 'userNames.'),
    accounts: oneOrMany(account, 'Where.'),
    absent: { type: 'boolean', description: 'True takes these assignments away.' },
  },
};

/** JSON Schema (2020-12) of a desired state, for editors; parseDesired() is what decides. */
export const DESIRED_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Desired state of access in IAM Identity Center',
  type: 'object',
  required: ['version'],
  additionalProperties: false,
  properties: {
    version: { const: DESIRED_VERSION },
    permissionSets: {
      type: ['object', 'null'],
      description: 'By name.',
      propertyNames: { pattern: SET_NAME.source },
      additionalProperties: permissionSet,
    },
    assignments: { type: ['array', 'null'], items: assignments },
  },
};
