import { Hono } from 'hono';
import { arrivalOf, type LabContext, type LabEnv, note, noteError } from '../platform/arrival.ts';
import { formFields } from '../platform/form-fields.ts';
import type { LabGround } from '../platform/ground.ts';
import { guarded } from '../platform/guard.ts';
import { federationMetadata } from './federation-metadata.ts';
import { MANAGEMENT_ACTIONS } from './management.ts';
import { MANAGEMENT_PATH, managementPage } from './management-page.ts';
import { errorPage, signedOutPage } from './pages.ts';
import { type PassiveRequest, readPassiveRequest } from './passive-request.ts';
import { refusals } from './refusals.ts';
import { endSession } from './sessions.ts';
import { SignIn } from './sign-in.ts';

/** AD FS: WS-Federation 1.2 passive sign-in, with a password and, on the host beside it, a certificate. */
export function adfsService(ground: LabGround): Hono<LabEnv> {
  const app = new Hono<LabEnv>({ strict: false });

  const passive =
    (run: (context: LabContext, signIn: SignIn) => Promise<Response> | Response) =>
    (context: LabContext): Promise<Response> => {
      const request = readPassiveRequest(new URL(context.req.url).search.slice(1));
      const operation = 'code' in request ? 'SignIn' : request.action === 'sign-in' ? 'SignIn' : 'SignOut';
      return guarded(ground, context, { service: 'adfs', operation }, refusals(context), () => {
        if ('code' in request) {
          noteError(context, request.code);
          return errorPage(context, request);
        }
        return request.action === 'sign-out'
          ? signOut(ground, context, request)
          : run(context, new SignIn(ground, context, request));
      });
    };

  app.get(
    '/adfs/ls',
    passive((_context, signIn) => signIn.open()),
  );
  app.post(
    '/adfs/ls',
    passive((_context, signIn) => signIn.password()),
  );
  app.get(
    '/adfs/ls/certificate',
    passive((_context, signIn) => signIn.askForCertificate([])),
  );
  app.get('/FederationMetadata/2007-06/FederationMetadata.xml', (context) =>
    guarded(ground, context, { service: 'adfs', operation: 'FederationMetadata' }, refusals(context), () => {
      context.header('Content-Type', 'application/samlmetadata+xml; charset=utf-8');
      return context.body(
        federationMetadata(ground.state.adfs, ground.random.branch('adfs metadata').uuid()),
      );
    }),
  );
  app.get(MANAGEMENT_PATH, (context) =>
    guarded(ground, context, { service: 'adfs', operation: 'Management' }, refusals(context), () =>
      managementPage(ground, context),
    ),
  );
  app.post(`${MANAGEMENT_PATH}/:action`, (context) =>
    guarded(ground, context, { service: 'adfs', operation: 'ChangeManagement' }, refusals(context), () =>
      manage(ground, context),
    ),
  );
  return app;
}

async function manage(ground: LabGround, context: LabContext): Promise<Response> {
  const name = context.req.param('action') ?? '';
  const run = Object.hasOwn(MANAGEMENT_ACTIONS, name) ? MANAGEMENT_ACTIONS[name] : undefined;
  // A page of another origin must not administer the farm in the name of whoever looks at it.
  const { base } = arrivalOf(context);
  if (run === undefined || (context.req.header('origin') ?? base) !== base)
    return errorPage(context, {
      code: 'MSIS0000',
      message: 'This was not asked on the management page.',
      status: 403,
    });
  note(context, 'ChangeManagement', { action: name });
  await run(ground, await formFields(context));
  return context.redirect(MANAGEMENT_PATH, 303);
}

function signOut(ground: LabGround, context: LabContext, request: PassiveRequest): Promise<Response> {
  endSession(ground, context);
  const reply = new URLSearchParams(request.query).get('wreply') ?? '';
  // Only back to the relying party: an open redirect would lend this host's name to anybody.
  const known = URL.canParse(reply) && new URL(reply).origin === ground.addresses.real('entra');
  return signedOutPage(context, known ? ground.addresses.reachable(reply, context) : undefined);
}
