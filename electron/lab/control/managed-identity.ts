import { identityHeader, machineIdentities } from '../managed-identity/identities.ts';
import type { LabGround } from '../platform/ground.ts';

/** What a machine of Azure sets for its applications, by where such an application runs. */
interface ManagedIdentityVariables {
  /** Azure SDKs and msal on a virtual machine. */
  readonly virtualMachine: { readonly AZURE_POD_IDENTITY_AUTHORITY_HOST: string };
  readonly appService: { readonly IDENTITY_ENDPOINT: string; readonly IDENTITY_HEADER: string };
  readonly azureArc: { readonly IDENTITY_ENDPOINT: string; readonly IMDS_ENDPOINT: string };
  readonly identities: readonly {
    readonly name: string;
    readonly clientId: string;
    readonly objectId: string;
    readonly resourceId: string;
    readonly systemAssigned: boolean;
  }[];
}

/** `GET /control/managed-identity`: the variables by which clients find the Lab's managed identities, and which there are. */
export function managedIdentityOf(ground: LabGround): ManagedIdentityVariables {
  const base = ground.addresses.loopback('managed-identity');
  return {
    virtualMachine: { AZURE_POD_IDENTITY_AUTHORITY_HOST: `${base}/imds` },
    appService: {
      IDENTITY_ENDPOINT: `${base}/app-service/msi/token`,
      IDENTITY_HEADER: identityHeader(ground),
    },
    azureArc: {
      IDENTITY_ENDPOINT: `${base}/arc/metadata/identity/oauth2/token`,
      IMDS_ENDPOINT: `${base}/arc`,
    },
    identities: machineIdentities(ground).map(({ principal, resourceId, isSystemAssigned }) => ({
      name: principal.displayName,
      clientId: principal.appId,
      objectId: principal.id,
      resourceId,
      systemAssigned: isSystemAssigned,
    })),
  };
}
