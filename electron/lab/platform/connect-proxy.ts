import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { hostName, type PlayedNames, routeOfHost } from './hosts.ts';
import type { TlsIdentities } from './tls-identities.ts';

/** What a TLS connection that asks for a person's certificate is set up with. */
export interface ClientCertificates {
  /** PEM of the authorities whose certificates count. */
  readonly ca: string;
}

/**
 * A CONNECT proxy (RFC 9110 section 9.3.6) that is the hosts it connects to: unmodified clients reach the Lab under real
 * names, with certificates of its authority. It never connects anywhere.
 *
 * @param handle answers the requests inside
 */
export function createConnectProxy(parts: {
  readonly names: () => PlayedNames;
  readonly tls: TlsIdentities;
  readonly clientCertificates: () => ClientCertificates;
  readonly handle: (incoming: IncomingMessage, outgoing: ServerResponse) => void;
}): Server {
  const inside = createServer(parts.handle);
  const sockets = new Set<Duplex>();

  async function connect(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const host = hostName(request.url ?? '');
    const route = routeOfHost(host, parts.names());
    if (route === undefined) {
      socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    const clientCa = route.service === 'adfs-certificate' ? parts.clientCertificates().ca : undefined;
    const secureContext = await parts.tls.context(host, clientCa);
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    if (head.length > 0) socket.unshift(head);
    const secure = new TLSSocket(socket as never, {
      isServer: true,
      secureContext,
      ALPNProtocols: ['http/1.1'],
      ...(clientCa === undefined ? {} : { requestCert: true, rejectUnauthorized: false }),
    });
    secure.on('error', () => secure.destroy());
    inside.emit('connection', secure);
  }

  const proxy = createServer((incoming, outgoing) => {
    const url = URL.canParse(incoming.url ?? '') ? new URL(incoming.url ?? '') : undefined;
    if (url === undefined || routeOfHost(hostName(url.host), parts.names()) === undefined) {
      outgoing.writeHead(403, { 'content-type': 'text/plain', connection: 'close' });
      outgoing.end('The Lab plays no host of this name, and connects to nothing else.\n');
      return;
    }
    incoming.headers.host = url.host;
    incoming.url = `${url.pathname}${url.search}`;
    parts.handle(incoming, outgoing);
  });
  proxy.on('connect', (request, socket: Duplex, head) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    connect(request, socket, head).catch(() => socket.destroy());
  });
  const closeAll = proxy.closeAllConnections.bind(proxy);
  proxy.closeAllConnections = () => {
    for (const socket of sockets) socket.destroy();
    inside.closeAllConnections();
    closeAll();
  };
  return proxy;
}
