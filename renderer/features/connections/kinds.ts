import type { IdentityKind } from '../../../shared/core/connections/identity.ts';

/** How each kind of identity is offered to a person. */
export interface KindText {
  readonly kind: IdentityKind;
  readonly side: 'Microsoft Entra ID' | 'AWS' | 'Azure OpenAI and API Management';
  readonly label: string;
  readonly description: string;
}

export const KINDS: readonly KindText[] = [
  {
    kind: 'entra-browser',
    side: 'Microsoft Entra ID',
    label: 'Me, in the browser',
    description: 'Signs you in in the system’s browser, with its sessions and passkeys',
  },
  {
    kind: 'entra-device-code',
    side: 'Microsoft Entra ID',
    label: 'A person, by device code',
    description: 'Shows a code to enter on any other device',
  },
  {
    kind: 'entra-client-secret',
    side: 'Microsoft Entra ID',
    label: 'An application with a secret',
    description: 'Service principal with a client secret',
  },
  {
    kind: 'entra-certificate',
    side: 'Microsoft Entra ID',
    label: 'An application with a certificate',
    description: 'Service principal; PEM, or PFX with its password',
  },
  {
    kind: 'entra-federated-assertion',
    side: 'Microsoft Entra ID',
    label: 'An application with a federated assertion',
    description: 'Workload identity: a file that another issuer keeps fresh',
  },
  {
    kind: 'entra-azure-cli',
    side: 'Microsoft Entra ID',
    label: 'The account of the Azure CLI',
    description: 'Whoever az login signed in; it lacks most rights over enterprise applications',
  },
  {
    kind: 'entra-managed-identity',
    side: 'Microsoft Entra ID',
    label: 'This machine’s managed identity',
    description: 'Azure virtual machines, App Service, Azure Arc',
  },
  {
    kind: 'aws-profile',
    side: 'AWS',
    label: 'A profile of ~/.aws',
    description: 'Keys, roles, sso-sessions and processes, as the AWS CLI has them',
  },
  {
    kind: 'aws-sso',
    side: 'AWS',
    label: 'Me, by the access portal',
    description: 'Signs in in the browser; the AWS CLI then works as well',
  },
  {
    kind: 'aws-access-key',
    side: 'AWS',
    label: 'An access key',
    description: 'Access key id and secret, for a while with a session token',
  },
  {
    kind: 'aws-environment',
    side: 'AWS',
    label: 'The environment',
    description: 'AWS_ACCESS_KEY_ID and so on, or AWS_PROFILE',
  },
  {
    kind: 'openai-key',
    side: 'Azure OpenAI and API Management',
    label: 'An Azure OpenAI key',
    description: 'One of the two keys of a resource',
  },
  {
    kind: 'apim-key',
    side: 'Azure OpenAI and API Management',
    label: 'A subscription key of API Management',
    description: 'Sent as Ocp-Apim-Subscription-Key',
  },
];

export function kindText(kind: IdentityKind): KindText {
  const found = KINDS.find((text) => text.kind === kind);
  if (found === undefined) throw new RangeError(kind);
  return found;
}
