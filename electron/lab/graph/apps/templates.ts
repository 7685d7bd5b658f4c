import {
  AWS_SINGLE_ACCOUNT_TEMPLATE,
  IDENTITY_CENTER_TEMPLATE,
  NON_GALLERY_TEMPLATE,
} from '../../entra/directory.ts';
import { identityCenterRoles, newPrincipal } from '../../seed/grow-apps.ts';
import { readFields, required } from '../fields.ts';
import { resourceNotFound } from '../graph-error.ts';
import { collection, single } from '../odata/query.ts';
import type { ResourceType } from '../odata/resource-type.ts';
import { WRITE_APPS } from '../permissions.ts';
import type { GraphAnswer, GraphCall, GraphRoute } from '../route.ts';
import { hideFor } from '../visible.ts';
import { APPLICATION_TYPE } from './application-type.ts';
import { newApplication } from './applications.ts';
import { copies } from './in-step.ts';
import { SERVICE_PRINCIPAL_TYPE } from './service-principal-type.ts';

interface Template {
  readonly id: string;
  readonly displayName: string;
  readonly publisher: string;
  readonly description: string;
  readonly provisions: boolean;
}

/** The gallery, as far as somebody looks for AWS in it. */
const TEMPLATES: readonly Template[] = [
  {
    id: IDENTITY_CENTER_TEMPLATE,
    displayName: 'AWS IAM Identity Center (successor to AWS Single Sign-On)',
    publisher: 'Amazon Web Services, Inc.',
    description: 'Single sign-on and provisioning for all accounts of an AWS organization.',
    provisions: true,
  },
  {
    id: AWS_SINGLE_ACCOUNT_TEMPLATE,
    displayName: 'AWS Single-Account Access',
    publisher: 'Amazon Web Services, Inc.',
    description: 'Single sign-on for one AWS account by way of its IAM roles.',
    provisions: true,
  },
  {
    id: NON_GALLERY_TEMPLATE,
    displayName: 'Custom',
    publisher: 'Microsoft Services',
    description: 'An application that is not in the gallery.',
    provisions: true,
  },
];

const TEMPLATE_TYPE: ResourceType<Template> = {
  name: 'applicationTemplate',
  set: 'applicationTemplates',
  show: (template) => ({
    id: template.id,
    displayName: template.displayName,
    homePageUrl: template.id === NON_GALLERY_TEMPLATE ? null : 'https://aws.amazon.com/',
    supportedSingleSignOnModes: ['saml', 'external'],
    supportedProvisioningTypes: template.provisions ? ['sync'] : [],
    logoUrl: null,
    categories: ['developerServices', 'itInfrastructure'],
    publisher: template.publisher,
    description: template.description,
  }),
};

/** How long the directory's replicas may take: facts/microsoft.md section 1 asks to poll every 5 to 10 seconds. */
const REPLICATION = { least: 3_000, spread: 5_000 };

/** The gallery and what is made of it. */
export const templateRoutes: readonly GraphRoute[] = [
  {
    method: 'GET',
    path: '/applicationTemplates',
    operation: 'ListApplicationTemplates',
    needs: [],
    run: (call) => collection(call, TEMPLATE_TYPE, TEMPLATES),
  },
  {
    method: 'GET',
    path: '/applicationTemplates/:id',
    operation: 'GetApplicationTemplate',
    needs: [],
    run: (call) => single(call, TEMPLATE_TYPE, templateOf(call)),
  },
  {
    method: 'POST',
    path: '/applicationTemplates/:id/instantiate',
    operation: 'InstantiateApplicationTemplate',
    needs: WRITE_APPS,
    run: instantiate,
  },
];

function templateOf(call: GraphCall): Template {
  const id = call.param('id').toLowerCase();
  return TEMPLATES.find((template) => template.id === id) ?? resourceNotFound(id);
}

async function instantiate(call: GraphCall): Promise<GraphAnswer> {
  const { ground, tenant, base } = call;
  const template = templateOf(call);
  const fields = readFields(await call.body(), { displayName: 'string' });
  const application = newApplication(call, required(fields.displayName, 'displayName').slice(0, 256));
  application.applicationTemplateId = template.id;
  application.appRoles = identityCenterRoles();
  const growth = { random: ground.random, now: ground.clock.now() };
  const principal = {
    ...newPrincipal(growth, tenant, application.appId, application.displayName),
    id: ground.random.uuid(),
    applicationTemplateId: template.id,
    appRoleAssignmentRequired: true,
    appRoles: copies(application.appRoles),
    tags: [
      'WindowsAzureActiveDirectoryIntegratedApp',
      template.id === NON_GALLERY_TEMPLATE
        ? 'WindowsAzureActiveDirectoryCustomSingleSignOnApplication'
        : 'WindowsAzureActiveDirectoryGalleryApplicationPrimaryV1',
    ],
  };
  tenant.applications.set(application.id, application);
  tenant.servicePrincipals.set(principal.id, principal);
  const slow = ground.faults.strike(['slow'], 'graph', 'InstantiateApplicationTemplate')?.amount ?? 1;
  for (const { id } of [application, principal])
    hideFor(ground, id, (REPLICATION.least + ground.random.below(REPLICATION.spread)) * slow);
  return {
    status: 201,
    body: {
      '@odata.context': `${base}/$metadata#microsoft.graph.applicationServicePrincipal`,
      application: APPLICATION_TYPE.show(application, tenant),
      servicePrincipal: SERVICE_PRINCIPAL_TYPE.show(principal, tenant),
    },
  };
}
