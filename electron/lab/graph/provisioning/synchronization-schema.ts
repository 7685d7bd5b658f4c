import {
  AWS_SINGLE_ACCOUNT_TEMPLATE,
  IDENTITY_CENTER_TEMPLATE,
  NON_GALLERY_TEMPLATE,
  type ServicePrincipal,
} from '../../entra/directory.ts';
import { type AttributeMapping, GROUP_MAPPINGS, USER_MAPPINGS } from './mapping.ts';

/** The one rule a job has: from Entra to the application. */
export const RULE_ID = '6c409270-f78a-4bc6-af23-7cf3ab6482fe';

const TEMPLATES: Readonly<Record<string, string>> = {
  [IDENTITY_CENTER_TEMPLATE]: 'aWSIAMIdentityCenter',
  [AWS_SINGLE_ACCOUNT_TEMPLATE]: 'aws',
  [NON_GALLERY_TEMPLATE]: 'scim',
};

/** Graph: synchronizationTemplate; an application has the one of its gallery template. */
export function templatesOf(principal: ServicePrincipal): readonly { readonly id: string }[] {
  const id = TEMPLATES[principal.applicationTemplateId ?? ''];
  if (id === undefined) return [];
  return [
    {
      id,
      applicationId: principal.appId,
      default: true,
      description: null,
      discoverable: true,
      factoryTag: id,
      schema: schemaOf(id),
    } as {
      readonly id: string;
    },
  ];
}

/** Graph: synchronizationSchema, made from the mappings the engine runs by. */
export function schemaOf(id: string): Record<string, unknown> {
  return {
    id,
    provisioningTaskIdentifier: id,
    version: '1',
    synchronizationRules: [
      {
        id: RULE_ID,
        name: 'USER_OUTBOUND_USER',
        editable: true,
        priority: 1,
        sourceDirectoryName: 'Azure Active Directory',
        targetDirectoryName: 'AWS IAM Identity Center',
        objectMappings: [
          objectMapping('User', 'urn:ietf:params:scim:schemas:core:2.0:User', USER_MAPPINGS),
          objectMapping('Group', 'urn:ietf:params:scim:schemas:core:2.0:Group', GROUP_MAPPINGS, [
            { target: 'members', source: 'members', of: () => undefined },
          ]),
        ],
      },
    ],
    directories: [],
  };
}

function objectMapping<T>(
  name: string,
  targetObjectName: string,
  mappings: readonly AttributeMapping<T>[],
  references: readonly AttributeMapping<T>[] = [],
): Record<string, unknown> {
  return {
    enabled: true,
    flowTypes: 'Add, Update, Delete',
    name: `Provision Microsoft Entra ID ${name}s`,
    sourceObjectName: name,
    targetObjectName,
    attributeMappings: [...mappings, ...references].map(({ target, source, isMatching }) => ({
      targetAttributeName: target,
      matchingPriority: isMatching === true ? 1 : 0,
      flowType: 'Always',
      flowBehavior: 'FlowWhenChanged',
      source: {
        type: source.includes('(') ? 'Function' : 'Attribute',
        name: source.includes('(') ? source.slice(0, source.indexOf('(')) : source,
        expression: source.includes('(') ? source : `[${source}]`,
        parameters: [],
      },
    })),
  };
}
