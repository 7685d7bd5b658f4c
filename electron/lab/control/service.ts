import { Hono } from 'hono';
import { type LabContext, type LabEnv, note, noteError } from '../platform/arrival.ts';
import type { LabGround } from '../platform/ground.ts';
import type { LoggedRequest } from '../platform/request-log.ts';
import { testSignIn } from '../visitor/test-sign-in.ts';
import { authorized } from './authorized.ts';
import {
  bodyOf,
  ControlRefusal,
  clockBody,
  faultsBody,
  rateLimitBody,
  settleBody,
  signaturesBody,
  testSignInBody,
} from './bodies.ts';
import { managedIdentityOf } from './managed-identity.ts';
import { overviewOf, toldClock } from './overview.ts';
import { listPeople } from './people.ts';
import { requestHar, toldRequest } from './request-har.ts';

/** What the control routes may do with the Lab as a whole. */
export interface LabControl {
  /** The token of this run, without which nothing is answered. */
  readonly token: string;
  /** Back to what grew from the seed. */
  reset(): Promise<void>;
  snapshot(): string;
  /** @throws SyntaxError, RangeError for text that is no snapshot */
  restore(text: string): void;
  /** @param milliseconds of Lab time an asynchronous AWS operation takes from now on */
  setSettle(milliseconds: number): void;
  /** What the ready file would say now: clients and tokens come and go. */
  facts(): object;
}

const MOST_REQUESTS = 10_000;
const MOST_PEOPLE = 1_000;

/** The Lab's control routes; each needs the token of this run. docs/lab.md lists them. */
export function controlService(ground: LabGround, control: LabControl): Hono<LabEnv> {
  const app = new Hono<LabEnv>();
  app.use(async (context, next) => {
    note(context, `${context.req.method} ${context.req.path}`);
    context.header('cache-control', 'no-store');
    if (authorized(context, control.token)) return next();
    noteError(context, 'unauthorized');
    return context.json(
      { error: 'unauthorized', message: 'Give the controlToken of the ready file as a bearer token.' },
      401,
      { 'www-authenticate': 'Bearer realm="Federation Workbench Lab"' },
    );
  });
  app.get('/', (context) => context.json(overviewOf(ground)));
  app.get('/facts', (context) => context.json(control.facts()));
  app.post('/reset', async (context) => {
    await control.reset();
    return context.json(overviewOf(ground));
  });
  app.on(['GET', 'POST'], '/snapshot', (context) =>
    context.body(control.snapshot(), 200, { 'content-type': 'application/json' }),
  );
  app.post('/restore', async (context) => {
    const text = await context.req.text();
    try {
      control.restore(text);
    } catch (thrown) {
      if (![SyntaxError, RangeError, TypeError].some((kind) => thrown instanceof kind)) throw thrown;
      throw new ControlRefusal('This is not a snapshot of this version; the Lab is as it was.');
    }
    return context.json(overviewOf(ground));
  });
  addClock(app, ground);
  addWeather(app, ground, control);
  addRequests(app, ground);
  app.get('/pending', (context) =>
    context.json({
      pending: ground.pending
        .list()
        .slice(0, MOST_REQUESTS)
        .map(({ due, kind, data }) => ({ due: new Date(due).toISOString(), kind, data })),
    }),
  );
  app.get('/people', (context) => {
    const search = context.req.query('search');
    return context.json(
      listPeople(ground.state, ground.clock.now(), {
        ...(search === undefined ? {} : { search }),
        from: numberOf(context, 'from', 0, 1e9),
        count: numberOf(context, 'count', 100, MOST_PEOPLE),
      }),
    );
  });
  app.post('/test-sign-in', async (context) => {
    const wanted = await bodyOf(context, testSignInBody);
    const told = await testSignIn(ground, wanted);
    if (told === undefined) throw new ControlRefusal(`Nobody in the Lab is called ${wanted.userName}.`);
    return context.json(told);
  });
  app.get('/managed-identity', (context) => context.json(managedIdentityOf(ground)));
  app.get('/ca', (context) =>
    context.body(ground.tls.caPem, 200, { 'content-type': 'application/x-pem-file' }),
  );
  app.notFound((context) => {
    noteError(context, 'not-found');
    return context.json({ error: 'not-found', message: 'There is no such control route.' }, 404);
  });
  return answeringRefusals(app);
}

/** The dispatcher sets the application's own error handler, so that refusals are caught before it. */
function answeringRefusals(app: Hono<LabEnv>): Hono<LabEnv> {
  const outer = new Hono<LabEnv>();
  app.onError((thrown, context) => {
    if (!(thrown instanceof ControlRefusal)) throw thrown;
    noteError(context, 'invalid');
    return context.json({ error: 'invalid', message: thrown.message, problems: thrown.problems }, 400);
  });
  outer.all('*', (context) => app.fetch(context.req.raw, context.env));
  return outer;
}

function addClock(app: Hono<LabEnv>, ground: LabGround): void {
  const { clock, pending } = ground;
  app.get('/clock', (context) => context.json(toldClock(clock)));
  app.put('/clock', async (context) => {
    const { now, advance, scale } = await bodyOf(context, clockBody);
    if (scale !== undefined) clock.setScale(scale);
    if (now !== undefined) clock.advance(now - clock.now());
    if (advance !== undefined) clock.advance(advance);
    pending.runDue();
    return context.json(toldClock(clock));
  });
}

function addWeather(app: Hono<LabEnv>, ground: LabGround, control: LabControl): void {
  const { faults, limits } = ground;
  const told = (): object => ({ perSecond: limits.perSecond ?? 'off' });
  const signatures = (): object => ({ check: ground.state.aws.settings.checkSignatures });
  app.get('/faults', (context) => context.json(faults.rules));
  app.put('/faults', async (context) => {
    faults.set(await bodyOf(context, faultsBody));
    return context.json(faults.rules);
  });
  app.get('/rate-limit', (context) => context.json(told()));
  app.put('/rate-limit', async (context) => {
    const { perSecond } = await bodyOf(context, rateLimitBody);
    limits.perSecond = perSecond === 'off' ? undefined : perSecond;
    return context.json(told());
  });
  app.get('/settle', (context) => context.json({ milliseconds: ground.settle }));
  app.put('/settle', async (context) => {
    control.setSettle((await bodyOf(context, settleBody)).milliseconds);
    return context.json({ milliseconds: ground.settle });
  });
  app.get('/signatures', (context) => context.json(signatures()));
  app.put('/signatures', async (context) => {
    const { check } = await bodyOf(context, signaturesBody);
    ground.state.aws.settings.checkSignatures = check;
    return context.json(signatures());
  });
}

function addRequests(app: Hono<LabEnv>, ground: LabGround): void {
  const { log } = ground;
  const wanted = (context: LabContext): readonly LoggedRequest[] => {
    const service = context.req.query('service');
    // Who watches the log would otherwise fill it by watching.
    const chosen = log
      .list(numberOf(context, 'after', 0, Number.MAX_SAFE_INTEGER))
      .filter((entry) => (service === undefined ? entry.service !== 'control' : entry.service === service));
    return chosen.slice(-numberOf(context, 'limit', 1_000, MOST_REQUESTS));
  };
  app.get('/requests', (context) => context.json({ requests: wanted(context).map(toldRequest) }));
  app.get('/requests.har', (context) => context.json(requestHar(wanted(context), '1')));
  app.delete('/requests', (context) => {
    log.clear();
    return context.json({ requests: [] });
  });
}

/** @throws ControlRefusal for what is no whole number from 0 to `most` */
function numberOf(context: LabContext, name: string, otherwise: number, most: number): number {
  const text = context.req.query(name);
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!/^\d{1,16}$/.test(text) || value > most)
    throw new ControlRefusal(`${name} is a whole number, at most ${most}.`);
  return value;
}
