import type { AzureCloudId } from './clouds.ts';
import type { Identity } from './identity.ts';

/** The built-in workspace, which the running Lab fills in. */
export const LAB_WORKSPACE = 'lab';

/** How requests get out. */
export interface NetworkSettings {
  /** `system`: the desktop's settings and PAC in the window, HTTPS_PROXY and so on in the terminal. */
  readonly proxy: 'system' | 'none' | 'explicit';
  /** For `explicit`: `http://proxy.example:3128`; never with a password in it. */
  readonly proxyUrl?: string;
  /** Who one is at the proxy; its password is a secret. */
  readonly proxyUser?: string;
  /** Certificates of authorities that are trusted besides the system's, PEM. */
  readonly extraCa: readonly { readonly name: string; readonly pem: string }[];
  /** Seconds without an answer, 1 to 600. */
  readonly timeout: number;
}

/** One named set of both clouds and of who one is there. */
export interface Workspace {
  readonly id: string;
  readonly name: string;
  /** False keeps every capability from changing anything. */
  readonly writable: boolean;
  readonly entra?: {
    readonly cloud: AzureCloudId;
    /** Tenant id or domain. */
    readonly tenant: string;
    /** Endpoints that are not the cloud's own: the Lab's. */
    readonly endpoints?: { readonly login: string; readonly graph: string };
  };
  readonly aws?: {
    /** The PrimaryRegion of the Identity Center instance. */
    readonly region: string;
    readonly instanceArn?: string;
    /** One endpoint for all services: the Lab's. */
    readonly endpoint?: string;
  };
  readonly scim?: {
    readonly baseAddress: string;
    /** ISO 8601; AWS's tokens live a year. */
    readonly tokenExpires?: string;
  };
  readonly openai: readonly { readonly name: string; readonly endpoint: string }[];
  readonly identities: readonly Identity[];
  readonly network: NetworkSettings;
}

/** What a new workspace has. */
export const DEFAULT_NETWORK: NetworkSettings = { proxy: 'system', extraCa: [], timeout: 30 };

/** Everything a person set up, and which of it is live. */
export interface WorkspaceList {
  readonly active: string;
  readonly workspaces: readonly Workspace[];
}
