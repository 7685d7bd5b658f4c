import { adfsCertificateService } from './adfs/certificate-service.ts';
import { adfsService } from './adfs/service.ts';
import { awsService } from './aws/service.ts';
import { awsConsoleService } from './aws/sign-in/console-service.ts';
import { accessPortalService } from './aws/sign-in/portal-service.ts';
import { awsSignInService } from './aws/sign-in/service.ts';
import { controlService, type LabControl } from './control/service.ts';
import { entraService } from './entra/service.ts';
import { graphService } from './graph/service.ts';
import { managedIdentityService } from './managed-identity/service.ts';
import { myAppsService } from './my-apps/service.ts';
import type { Services } from './platform/dispatcher.ts';
import type { LabGround } from './platform/ground.ts';
import { scimService } from './scim/service.ts';

/** Every service of the Lab, each over the same ground. */
export function labServices(ground: LabGround, control: LabControl): Services {
  return {
    entra: entraService(ground),
    graph: graphService(ground),
    adfs: adfsService(ground),
    'adfs-certificate': adfsCertificateService(ground),
    myapps: myAppsService(ground),
    aws: awsService(ground),
    scim: scimService(ground),
    'aws-signin': awsSignInService(ground),
    'access-portal': accessPortalService(ground),
    'aws-console': awsConsoleService(ground),
    'managed-identity': managedIdentityService(ground),
    control: controlService(ground, control),
  };
}
