import { Hono } from 'hono';
import { type LabContext, type LabEnv, note, noteError } from '../platform/arrival.ts';
import type { LabGround } from '../platform/ground.ts';
import { guarded } from '../platform/guard.ts';
import { checkCertificate, handshakeOpinion } from './certificate-check.ts';
import { certificateRefusedPage, errorPage } from './pages.ts';
import { refusals } from './refusals.ts';
import { certificateStep } from './sessions.ts';
import { CERTIFICATE_PATH } from './sign-in.ts';

/** The host of AD FS that asks for a client certificate in the TLS handshake. */
export function adfsCertificateService(ground: LabGround): Hono<LabEnv> {
  const app = new Hono<LabEnv>();
  app.get(CERTIFICATE_PATH, (context) =>
    guarded(ground, context, { service: 'adfs', operation: 'CertificateSignIn' }, refusals(context), () =>
      judge(ground, context),
    ),
  );
  return app;
}

function judge(ground: LabGround, context: LabContext): Promise<Response> | Response {
  // A browser shows the certificate of a connection, not of a request: another try needs another connection.
  context.header('Connection', 'close');
  const ticket = context.req.query('ticket') ?? '';
  const step = certificateStep(ground, ticket);
  if (step === undefined) {
    noteError(context, 'MSIS7004');
    return errorPage(context, {
      code: 'MSIS7004',
      message: 'This certificate sign-in is unknown or has ended. Start again at the application.',
      status: 403,
    });
  }
  const { incoming } = context.env;
  const { userPrincipalName: expected } = step;
  note(context, 'CertificateSignIn', { user: expected, handshake: handshakeOpinion(incoming) });
  const outcome = checkCertificate(ground.state.adfs, incoming, expected, ground.clock.now());
  const signIn = `${ground.addresses.base('adfs', context)}/adfs/ls/?${step.query}`;
  if ('fault' in outcome) {
    noteError(context, `certificate-${outcome.fault}`);
    return certificateRefusedPage(context, {
      fault: outcome.fault,
      ...(outcome.subject === undefined ? {} : { subject: outcome.subject }),
      ...(expected === undefined ? {} : { expected }),
      again: `${CERTIFICATE_PATH}?ticket=${encodeURIComponent(ticket)}`,
      back: signIn,
    });
  }
  const handle = ground.random.token(43);
  step.proof = { handle, userPrincipalName: outcome.account.userPrincipalName };
  note(context, 'CertificateSignIn', { user: outcome.account.userPrincipalName, subject: outcome.subject });
  return context.redirect(`${signIn}&certificate=${handle}`);
}
