import { arrivalOf, type LabContext } from './arrival.ts';
import {
  hostName,
  type PlayedNames,
  pathOfService,
  routeOfHost,
  type ServiceName,
  type TlsService,
} from './hosts.ts';

/** Names the addresses are made of. */
export interface AddressNames extends PlayedNames {
  /** `us-east-1` */
  readonly region: string;
  /** `d-0123456789` */
  readonly identityStoreId: string;
}

/** Where the Lab's services are, by their real names and on loopback. */
export class Addresses {
  readonly #names: () => AddressNames;
  readonly #tls = new Map<TlsService, number>();
  #plain = 0;
  #proxy = 0;

  /** @param names read anew each time: a restored snapshot may have others */
  constructor(names: () => AddressNames) {
    this.#names = names;
  }

  /** Called once the listeners know their ports. */
  setPorts(ports: { plain: number; proxy: number; tls: Readonly<Record<TlsService, number>> }): void {
    this.#plain = ports.plain;
    this.#proxy = ports.proxy;
    for (const [service, port] of Object.entries(ports.tls)) this.#tls.set(service as TlsService, port);
  }

  /** `https://localhost:7443`, `http://127.0.0.1:7480/scim`: a service's base on loopback, without a slash at its end. */
  loopback(service: ServiceName): string {
    const path = pathOfService(service);
    return path === undefined
      ? `https://localhost:${this.#tls.get(service as TlsService) ?? 0}`
      : `http://127.0.0.1:${this.#plain}${path}`;
  }

  get connectProxy(): string {
    return `http://127.0.0.1:${this.#proxy}`;
  }

  /** `https://login.microsoftonline.com`: a service's base by its real name. */
  real(service: ServiceName): string {
    const { adfs, region, identityStoreId } = this.#names();
    switch (service) {
      case 'entra':
        return 'https://login.microsoftonline.com';
      case 'graph':
        return 'https://graph.microsoft.com';
      case 'adfs':
        return `https://${adfs}`;
      case 'adfs-certificate':
        return `https://certauth.${adfs}`;
      case 'myapps':
        return 'https://myapps.microsoft.com';
      case 'aws':
        return `https://sso.${region}.amazonaws.com`;
      case 'scim':
        return `https://scim.${region}.amazonaws.com`;
      case 'aws-signin':
        return `https://${region}.signin.aws.amazon.com`;
      case 'access-portal':
        return `https://${identityStoreId}.awsapps.com`;
      case 'aws-console':
        return `https://${region}.console.aws.amazon.com`;
      case 'managed-identity':
        return 'http://169.254.169.254';
      case 'control':
        return this.loopback('control');
    }
  }

  /** A service's base as whoever asks can reach it: by real name for who came by one, on loopback for the rest. */
  base(service: ServiceName, context: LabContext): string {
    return arrivalOf(context).byRealName ? this.real(service) : this.loopback(service);
  }

  /**
   * Makes an address out of a message one that the browser can follow: a client on loopback cannot reach
   * `us-east-1.signin.aws.amazon.com`, though that is what the message must say.
   *
   * @param url an absolute address; one the Lab does not play comes back as it is
   */
  reachable(url: string, context: LabContext): string {
    return arrivalOf(context).byRealName ? url : this.onLoopback(url);
  }

  /** The loopback address of a played one, for the Lab's own calls; one the Lab does not play comes back as it is. */
  onLoopback(url: string): string {
    if (!URL.canParse(url)) return url;
    const parsed = new URL(url);
    const route = routeOfHost(hostName(parsed.host), this.#names());
    if (route === undefined) return url;
    return `${this.loopback(route.service)}${route.prefix}${parsed.pathname}${parsed.search}${parsed.hash}`;
  }
}
