import type { PortCall } from './port-calls.ts';

const signal = new AbortController().signal;
const OPERATION = 'InstanceAccessControlAttributeConfiguration';
const wanted = { instanceArn: 'i', attributes: [{ key: 'Team', source: 'x' }] };
const CONFIGURATION = {
  [OPERATION]: { AccessControlAttributes: [{ Key: 'Team', Value: { Source: ['x'] } }] },
};

/** The calls about attributes for access control. */
export const ATTRIBUTE_CALLS: readonly PortCall[] = [
  [
    `sso-admin Describe${OPERATION}`,
    ({ ssoAdmin }) => ssoAdmin.describeAttributes({ instanceArn: 'i' }, signal),
    { InstanceArn: 'i' },
    { Status: 'CREATION_FAILED', StatusReason: 'Words of AWS', ...CONFIGURATION },
    { state: 'CREATION_FAILED', reason: 'Words of AWS', attributes: wanted.attributes },
  ],
  [
    `sso-admin Create${OPERATION}`,
    ({ ssoAdmin }) => ssoAdmin.createAttributes(wanted, signal),
    { InstanceArn: 'i', ...CONFIGURATION },
    {},
    undefined,
  ],
  [
    `sso-admin Update${OPERATION}`,
    ({ ssoAdmin }) => ssoAdmin.updateAttributes(wanted, signal),
    { InstanceArn: 'i', ...CONFIGURATION },
    {},
    undefined,
  ],
  [
    `sso-admin Delete${OPERATION}`,
    ({ ssoAdmin }) => ssoAdmin.deleteAttributes({ instanceArn: 'i' }, signal),
    { InstanceArn: 'i' },
    {},
    undefined,
  ],
];
