import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';

/** Words for what Node's error codes mean to somebody who has to mend it. */
const CAUSES: Readonly<Record<string, string>> = {
  ENOTFOUND: 'the name is not known to DNS',
  EAI_AGAIN: 'DNS does not answer',
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  ETIMEDOUT: 'no answer in time',
  EHOSTUNREACH: 'there is no way to it in this network',
  ENETUNREACH: 'there is no way to it in this network',
};

/** TLS failures, with what mends each. */
const TLS: Readonly<Record<string, readonly [cause: string, hint: string]>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: [
    'its certificate is self-signed',
    'Add that certificate under Network if it is meant to be so.',
  ],
  SELF_SIGNED_CERT_IN_CHAIN: [
    'its certificate comes from an authority this machine does not trust',
    'Behind a proxy that opens TLS, add its authority under Network, or to NODE_EXTRA_CA_CERTS in the terminal.',
  ],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: [
    'its certificate comes from an authority this machine does not trust',
    'Behind a proxy that opens TLS, add its authority under Network, or to NODE_EXTRA_CA_CERTS in the terminal.',
  ],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: [
    'its certificate comes from an authority this machine does not trust',
    'Behind a proxy that opens TLS, add its authority under Network, or to NODE_EXTRA_CA_CERTS in the terminal.',
  ],
  CERT_HAS_EXPIRED: [
    'its certificate has expired',
    'Check this machine’s clock; else its owner has to renew it.',
  ],
  CERT_NOT_YET_VALID: ['its certificate is not valid yet', 'Check this machine’s clock.'],
  ERR_TLS_CERT_ALTNAME_INVALID: [
    'its certificate is for another name',
    'Check the address, and what a proxy in between answers.',
  ],
};

/**
 * What a failed request means, in words that name the hop.
 *
 * @param host the other side, with its port
 * @param proxy the proxy it went through
 */
export function networkError(
  error: unknown,
  host: string,
  proxy: string | undefined,
  signal: AbortSignal,
): WorkbenchError {
  if (error instanceof WorkbenchError) return error;
  if (signal.aborted) return new WorkbenchError('ERR_CANCELLED', host, {});
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  const proxyHost = proxy === undefined ? undefined : hostOf(proxy);
  const status = proxyStatus(error);
  if (proxyHost !== undefined && status !== undefined) {
    const wants = status === 407;
    return new WorkbenchError(
      'ERR_NETWORK_PROXY',
      proxyHost,
      { proxy: proxyHost, host, status },
      wants
        ? {
            message: `The proxy ${proxyHost} wants to know who asks (407) before it connects to ${host}.`,
            hint: 'Enter user name and password of the proxy under Network, or in HTTPS_PROXY in the terminal.',
          }
        : { message: `The proxy ${proxyHost} refused to connect to ${host} (${status}).` },
    );
  }
  const tls = TLS[code];
  if (tls !== undefined) {
    const [cause, hint] = tls;
    return new WorkbenchError(
      'ERR_NETWORK_TLS',
      host,
      { host, cause },
      { message: `${host} cannot be trusted: ${cause}.`, hint },
    );
  }
  const reached = proxyHost !== undefined && isAddressOf(error, proxy) ? proxyHost : host;
  const cause = CAUSES[code] ?? code;
  return new WorkbenchError(
    'ERR_NETWORK_UNREACHABLE',
    reached,
    { host: reached, cause },
    {
      message:
        reached === host
          ? `${host} could not be reached: ${cause}.`
          : `The proxy ${reached} could not be reached: ${cause}.`,
      // Whether anything was sent can be told by the system's own code only.
      cause: error,
    },
  );
}

function hostOf(proxy: string): string {
  return URL.canParse(proxy) ? new URL(proxy).host : 'proxy';
}

/** The status a proxy refused CONNECT with; node-network.ts puts it there. */
function proxyStatus(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('proxyStatus' in error)) return undefined;
  return typeof error.proxyStatus === 'number' ? error.proxyStatus : undefined;
}

/** True where the connection that failed was the one to the proxy itself. */
function isAddressOf(error: unknown, proxy: string | undefined): boolean {
  if (proxy === undefined || !URL.canParse(proxy) || typeof error !== 'object' || error === null)
    return false;
  const { hostname, port, protocol } = new URL(proxy);
  const wanted = port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
  if ('hostname' in error && error.hostname === hostname) return true;
  return 'port' in error && Number(error.port) === wanted;
}
