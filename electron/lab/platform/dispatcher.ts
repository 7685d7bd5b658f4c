import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import { type LabEnv, setArrival } from './arrival.ts';
import type { LabGround } from './ground.ts';
import {
  hostName,
  isLoopbackName,
  type PlayedNames,
  routeOfHost,
  routeOfPath,
  type ServiceName,
  type TlsService,
} from './hosts.ts';
import { maskedPath } from './request-log.ts';

export type Services = Readonly<Record<ServiceName, Hono<LabEnv>>>;
type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

interface Found {
  readonly service: ServiceName;
  readonly byRealName: boolean;
  readonly base: string;
  /** Path and query as the service knows them. */
  readonly path: string;
}

/** Bytes; no message of these protocols needs more. */
const MAX_BODY = 16 * 1024 * 1024;
/** A snapshot of a large organization comes back this way; the route reads it for whoever has the token only. */
const MAX_CONTROL_BODY = 512 * 1024 * 1024;

/** Takes a request to the service that plays the host, or has the path, it asks for; and refuses whoever is not on this machine. */
export class Dispatcher {
  readonly #ground: LabGround;
  readonly #names: () => PlayedNames;
  readonly #listeners: Readonly<Record<ServiceName, Listener>>;

  /** @param report is told of errors no service expected */
  constructor(
    ground: LabGround,
    names: () => PlayedNames,
    services: Services,
    report: (service: ServiceName, thrown: unknown) => void,
  ) {
    this.#ground = ground;
    this.#names = names;
    const entries = Object.entries(services) as [ServiceName, Hono<LabEnv>][];
    this.#listeners = Object.fromEntries(
      entries.map(([name, app]) => {
        app.onError((thrown, context) => {
          report(name, thrown);
          return context.json({ error: 'internal', message: 'The Lab failed at this request.' }, 500);
        });
        const answer = async (request: Request, bindings: HttpBindings): Promise<Response> => {
          const whole = await withLength(request, bindings.incoming as IncomingMessage);
          return whole === undefined ? tooLarge() : app.fetch(whole, bindings);
        };
        return [name, getRequestListener(answer as never, { overrideGlobalObjects: false })];
      }),
    ) as unknown as Readonly<Record<ServiceName, Listener>>;
  }

  /** @param own the service whose TLS listener it came to; undefined for the plain one and the proxy */
  handle(incoming: IncomingMessage, outgoing: ServerResponse, own?: TlsService): void {
    const started = performance.now();
    const found = this.#find(incoming, own);
    if (typeof found === 'number') {
      refuse(outgoing, found);
      return;
    }
    const most = found.service === 'control' ? MAX_CONTROL_BODY : MAX_BODY;
    if (Number(incoming.headers['content-length'] ?? 0) > most) {
      refuse(outgoing, 413);
      return;
    }
    const { log, clock, pending } = this.#ground;
    const entry = log.begin({
      at: clock.now(),
      service: found.service,
      method: incoming.method ?? 'GET',
      host: incoming.headers.host ?? '',
      path: maskedPath(incoming.url ?? '/'),
    });
    outgoing.on('close', () => {
      entry.duration = Math.round((performance.now() - started) * 10) / 10;
      if (entry.fault !== 'reset') entry.status = outgoing.statusCode;
      log.end(entry);
    });
    setArrival(incoming, { ...found, entry });
    incoming.url = found.path;
    pending.runDue();
    void this.#listeners[found.service](incoming, outgoing);
  }

  #find(incoming: IncomingMessage, own: TlsService | undefined): Found | number {
    const host = incoming.headers.host ?? '';
    const name = hostName(host);
    const path = incoming.url ?? '/';
    if (!path.startsWith('/')) return 400;
    if (isLoopbackName(name)) {
      if (own !== undefined) return { service: own, byRealName: false, base: `https://${host}`, path };
      const found = routeOfPath(path);
      if (found === undefined) return 404;
      const rest = path.slice(found.base.length);
      return {
        service: found.service,
        byRealName: false,
        base: `http://${host}${found.base}`,
        path: rest.startsWith('/') ? rest : `/${rest}`,
      };
    }
    const route = routeOfHost(name, this.#names());
    if (route === undefined) return 421;
    const scheme = (incoming.socket as Partial<TLSSocket>).encrypted === true ? 'https' : 'http';
    return {
      service: route.service,
      byRealName: true,
      base: `${scheme}://${host}`,
      path: `${route.prefix}${path}`,
    };
  }
}

const REASONS: Readonly<Record<number, string>> = {
  400: 'Not a request the Lab understands.',
  404: 'Nothing of the Lab is at this address. Its ready file lists what is.',
  413: 'The request is larger than anything these services take.',
  421: 'The Lab answers for loopback addresses and the host names it plays, and for no other.',
};

/** Reads a body of unknown length, so that it cannot be endless. @returns undefined where it is larger than it may be */
async function withLength(request: Request, incoming: IncomingMessage): Promise<Request | undefined> {
  if (incoming.headers['transfer-encoding'] === undefined) return request;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY) return undefined;
    chunks.push(chunk);
  }
  const { url, method, headers } = request;
  return new Request(url, { method, headers, ...(bytes === 0 ? {} : { body: Buffer.concat(chunks) }) });
}

function tooLarge(): Response {
  return Response.json(
    { error: 'refused', message: REASONS[413] },
    { status: 413, headers: { connection: 'close' } },
  );
}

function refuse(outgoing: ServerResponse, status: number): void {
  outgoing.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
  outgoing.end(JSON.stringify({ error: 'refused', message: REASONS[status] ?? '' }));
}
