import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Crypto } from '../../shared/core/crypto/crypto.ts';
import type { FaultRule } from '../../shared/core/lab/fault-rule.ts';
import type { Scale } from '../../shared/core/lab/scale.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { Random } from '../../shared/ports/random.ts';
import { Addresses } from './platform/addresses.ts';
import type { CertifiedKey } from './platform/certificates.ts';
import { createConnectProxy } from './platform/connect-proxy.ts';
import { Dispatcher } from './platform/dispatcher.ts';
import { Faults } from './platform/faults.ts';
import type { LabGround } from './platform/ground.ts';
import { type ServiceName, TLS_SERVICES, type TlsService } from './platform/hosts.ts';
import { LabClock } from './platform/lab-clock.ts';
import { LabRandom } from './platform/lab-random.ts';
import { close, listen } from './platform/listen.ts';
import { PendingEvents } from './platform/pending.ts';
import { RateLimits } from './platform/rate-limits.ts';
import { RequestLog } from './platform/request-log.ts';
import { readState, stateText } from './platform/state-text.ts';
import { TlsIdentities } from './platform/tls-identities.ts';
import { growState } from './seed/grow.ts';
import type { Seed } from './seed/seed.ts';
import { labServices } from './services.ts';
import type { LabState } from './state.ts';

/** What a Lab is made of. */
export interface LabParts {
  /** The machine's time; the Lab's own runs off it. */
  readonly clock: Clock;
  /** The machine's randomness, for the token of the control routes only. */
  readonly random: Random;
  readonly crypto: Crypto;
  readonly seed: Seed;
  /** What is added to what the seed names. */
  readonly scale?: Scale;
  /** Makes ids, secrets and keys; the same number and seed make the same Lab. */
  readonly randomSeed: number;
  /** Requests per second and bucket; undefined switches rate limits off. */
  readonly rateLimit?: number;
  readonly faults?: readonly FaultRule[];
  /** Milliseconds of Lab time until an asynchronous AWS operation settles. */
  readonly settle: number;
  readonly timeScale?: number;
  /** The certificate authority of an earlier run. */
  readonly authority?: CertifiedKey;
  /** Describes the Lab to whoever asks the control routes for it. */
  readonly facts?: (lab: Lab) => object;
  /** Is told of what no service expected. */
  readonly report?: (service: ServiceName | 'pending', thrown: unknown) => void;
}

/** First ports of the TLS listeners and of the plain one; 0 takes free ones. */
export interface LabPorts {
  readonly https: number;
  readonly http: number;
}

/** Milliseconds that running requests have when the Lab is stopped. */
const GRACE = 500;

/** The clouds in a box: everything on loopback, everything from one seed. */
export class Lab {
  readonly #parts: LabParts;
  readonly #servers: Server[] = [];
  readonly #controlToken: string;
  readonly ground: LabGround;
  #state: LabState;
  #settle: number;
  readonly #dispatcher: Dispatcher;

  private constructor(parts: LabParts, state: LabState, tls: TlsIdentities, clock: LabClock) {
    this.#parts = parts;
    this.#state = state;
    this.#settle = parts.settle;
    this.#controlToken = Buffer.from(parts.random.bytes(24)).toString('base64url');
    const names = () => ({
      adfs: this.#state.adfs.host,
      region: this.#state.aws.region,
      identityStoreId: this.#state.aws.identityStore.id,
    });
    const random = new LabRandom(parts.randomSeed).branch('run');
    const lab = this;
    this.ground = {
      clock,
      random,
      crypto: parts.crypto,
      get state() {
        return lab.#state;
      },
      pending: new PendingEvents(
        clock,
        () => this.#state.pending,
        (thrown) => parts.report?.('pending', thrown),
      ),
      faults: new Faults(random.branch('faults'), parts.faults),
      limits: new RateLimits(clock, parts.rateLimit),
      log: new RequestLog(),
      addresses: new Addresses(names),
      tls,
      get settle() {
        return lab.#settle;
      },
    };
    const services = labServices(this.ground, {
      token: this.#controlToken,
      reset: () => this.reset(),
      snapshot: () => this.snapshot(),
      restore: (text) => this.restore(text),
      setSettle: (milliseconds) => {
        this.#settle = milliseconds;
      },
      facts: () => parts.facts?.(this) ?? {},
    });
    this.#dispatcher = new Dispatcher(this.ground, names, services, parts.report ?? (() => undefined));
  }

  /**
   * Grows a Lab; it listens after `start`.
   *
   * @throws RangeError where the seed names what it does not have
   */
  static async create(parts: LabParts): Promise<Lab> {
    const clock = new LabClock(parts.clock, parts.timeScale);
    const growth = { random: new LabRandom(parts.randomSeed), now: clock.now() };
    const [state, tls] = await Promise.all([
      growState(growth, parts.seed, parts.scale),
      TlsIdentities.create(() => parts.clock.now(), parts.authority),
    ]);
    return new Lab(parts, state, tls, clock);
  }

  get state(): LabState {
    return this.#state;
  }

  /** Name of the seed that a reset starts over from. */
  get seedName(): string {
    return this.#parts.seed.name;
  }

  /** What every control route asks for. */
  get controlToken(): string {
    return this.#controlToken;
  }

  /**
   * Listens on 127.0.0.1.
   *
   * @throws WorkbenchError ERR_LAB_PORT_TAKEN; nothing listens then
   */
  async start(ports: LabPorts): Promise<void> {
    try {
      const plain = createServer((incoming, outgoing) => this.#dispatcher.handle(incoming, outgoing));
      const plainPort = await this.#listen(plain, ports.http);
      const tls = {} as Record<TlsService, number>;
      for (const [index, service] of TLS_SERVICES.entries()) {
        const server = await this.#tlsServer(service);
        tls[service] = await this.#listen(server, ports.https === 0 ? 0 : ports.https + index);
      }
      const proxy = createConnectProxy({
        names: () => ({ adfs: this.#state.adfs.host }),
        tls: this.ground.tls,
        clientCertificates: () => ({ ca: this.#state.adfs.certificateAuthority.certificatePem }),
        handle: (incoming, outgoing) => this.#dispatcher.handle(incoming, outgoing),
      });
      const proxyPort = await this.#listen(proxy, ports.http === 0 ? 0 : ports.http + 1);
      this.ground.addresses.setPorts({ plain: plainPort, proxy: proxyPort, tls });
      this.ground.pending.runDue();
    } catch (thrown) {
      await this.stop();
      throw thrown;
    }
  }

  async stop(): Promise<void> {
    this.ground.pending.stop();
    await Promise.all(this.#servers.splice(0).map((server) => close(server, GRACE)));
  }

  /** Back to what grew from the seed, as of now. */
  async reset(): Promise<void> {
    const { clock } = this.ground;
    const growth = { random: new LabRandom(this.#parts.randomSeed), now: clock.now() };
    this.#replace(await growState(growth, this.#parts.seed, this.#parts.scale));
    this.ground.random.state = new LabRandom(this.#parts.randomSeed).branch('run').state;
    this.ground.log.clear();
    this.ground.faults.set([]);
  }

  /** @returns everything that changes, as text that `restore` takes */
  snapshot(): string {
    const { random, clock } = this.ground;
    return stateText({
      version: SNAPSHOT_VERSION,
      at: clock.now(),
      random: random.state,
      state: this.#state,
    });
  }

  /** @throws SyntaxError, RangeError for text that is no snapshot */
  restore(text: string): void {
    const kept = readState(text);
    if (!isSnapshot(kept)) throw new RangeError('not a snapshot of this version');
    const { random, clock } = this.ground;
    random.state = kept.random;
    clock.advance(kept.at - clock.now());
    this.#replace(kept.state);
  }

  #replace(state: LabState): void {
    this.#state = state;
    this.ground.limits.reset();
    this.ground.pending.runDue();
  }

  async #tlsServer(service: TlsService): Promise<Server> {
    const { certificatePem, privateKeyPem } = await this.ground.tls.identity('localhost');
    const asksForCertificate = service === 'adfs-certificate';
    const clientCa = () =>
      asksForCertificate ? this.#state.adfs.certificateAuthority.certificatePem : undefined;
    return createTlsServer(
      {
        cert: certificatePem,
        key: privateKeyPem,
        ...(asksForCertificate ? { requestCert: true, rejectUnauthorized: false, ca: clientCa() } : {}),
        // Real names on this listener as well, for clients that resolve them to loopback by themselves.
        SNICallback: (name, done) => {
          this.ground.tls.context(name === '' ? 'localhost' : name, clientCa()).then(
            (context) => done(null, context),
            (error: Error) => done(error),
          );
        },
      },
      (incoming: IncomingMessage, outgoing: ServerResponse) =>
        this.#dispatcher.handle(incoming, outgoing, service),
    );
  }

  async #listen(server: Server, port: number): Promise<number> {
    const taken = await listen(server, port);
    this.#servers.push(server);
    return taken;
  }
}

/** Another one whenever a state of before would lack something; 2 has applications and trusted token issuers. */
const SNAPSHOT_VERSION = 2;

interface Snapshot {
  readonly version: typeof SNAPSHOT_VERSION;
  readonly at: number;
  readonly random: number;
  readonly state: LabState;
}

function isSnapshot(value: unknown): value is Snapshot {
  if (typeof value !== 'object' || value === null) return false;
  const { version, at, random, state } = value as Partial<Record<keyof Snapshot, unknown>>;
  return (
    version === SNAPSHOT_VERSION &&
    typeof at === 'number' &&
    typeof random === 'number' &&
    typeof state === 'object' &&
    state !== null &&
    'directory' in state &&
    'aws' in state
  );
}
