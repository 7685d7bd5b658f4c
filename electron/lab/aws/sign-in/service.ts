import { Hono } from 'hono';
import { html } from 'hono/html';
import { type LabContext, type LabEnv, note, noteError } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import { guarded } from '../../platform/guard.ts';
import { facts, page } from '../../platform/page.ts';
import { personIdentity, recordEvent, unknownIdentity } from '../trail/record.ts';
import { acceptResponse, REQUEST_LIFETIME, type SignInOutcome } from './accept-response.ts';
import { namesOf } from './instance-names.ts';
import { FAILURES, SIGN_IN } from './plain-pages.ts';
import { isPortalPath } from './portal-path.ts';
import { handOver } from './portal-session.ts';
import { onlyValue, readForm } from './read-form.ts';
import { refusalOf, type SignInRefusal, UNEXPECTED } from './refusals.ts';
import { remember } from './remember.ts';
import { loginAddress, serviceProviderMetadata } from './service-provider.ts';

const SOURCE = 'signin.amazonaws.com';

/** The SAML service provider of IAM Identity Center: metadata, start of a sign-in, assertion consumer service. */
export function awsSignInService(ground: LabGround): Hono<LabEnv> {
  const app = new Hono<LabEnv>();
  const guard = (context: LabContext, operation: string, run: () => Response | Promise<Response>) =>
    guarded(ground, context, { service: 'aws-signin', operation }, FAILURES, run);

  app.get('/platform/saml/metadata/:id', (context) =>
    guard(context, 'ServiceProviderMetadata', () => {
      const names = namesOf(ground.state.aws);
      const id = context.req.param('id');
      if (id !== names.directoryId && id !== names.instanceId) return notFound(context);
      return context.body(serviceProviderMetadata(names), 200, {
        'content-type': 'application/samlmetadata+xml; charset=utf-8',
        'content-disposition': `attachment; filename="${names.directoryId}-metadata.xml"`,
      });
    }),
  );
  app.get('/platform/:directory/login', (context) =>
    guard(context, 'StartSignIn', () => startSignIn(ground, context, context.req.param('directory'))),
  );
  app.post('/platform/saml/acs/:id', (context) =>
    guard(context, 'AssertionConsumerService', async () =>
      context.req.param('id') === namesOf(ground.state.aws).instanceId
        ? consume(ground, context)
        : notFound(context),
    ),
  );
  app.get('/platform/saml/acs/:id', (context) =>
    guard(context, 'AssertionConsumerService', () =>
      refusedPage(ground, context, refusalOf('transport.binding')),
    ),
  );
  app.notFound((context) => notFound(context));
  return app;
}

async function startSignIn(ground: LabGround, context: LabContext, directory: string): Promise<Response> {
  const { aws } = ground.state;
  const names = namesOf(aws);
  if (directory !== names.directoryId) return notFound(context);
  const provider = aws.identityCenter.identityProvider;
  if (provider === undefined)
    return page(context, {
      title: 'Sign-in is not set up',
      service: SIGN_IN,
      status: 404,
      body: html`<p>The identity source is the Identity Center directory, and nobody has a password in it here. Choose an
external identity provider on the <a href="${ground.addresses.base('aws-console', context)}/singlesignon/home">console page</a>.</p>`,
    });
  const wanted = context.req.query('continue') ?? '/start';
  const now = ground.clock.now();
  const id = `aws_LR_${ground.random.uuid()}`;
  remember(
    aws.signIn.requests,
    id,
    { createdAt: now, continueTo: isPortalPath(wanted) ? wanted : '/start' },
    ({ createdAt }) => createdAt + REQUEST_LIFETIME,
    now,
  );
  note(context, 'StartSignIn', { request: id });
  const address = loginAddress(names, provider, { id, at: now, relayState: id });
  return context.redirect(ground.addresses.reachable(address, context), 302);
}

async function consume(ground: LabGround, context: LabContext): Promise<Response> {
  const form = await readForm(context);
  const value = form instanceof URLSearchParams ? onlyValue(form, 'SAMLResponse') : undefined;
  const outcome: SignInOutcome =
    value === undefined
      ? { refused: refusalOf(form === 'too-large' ? 'aws.assertion-size' : 'transport.binding') }
      : acceptResponse(ground, value);
  if ('refused' in outcome) return refusedPage(ground, context, outcome.refused);
  const { accepted } = outcome;
  const { user } = accepted;
  note(context, 'AssertionConsumerService', { user: user.userName });
  const userIdentity = personIdentity(ground, user.userId);
  recordEvent(ground, {
    eventSource: SOURCE,
    eventName: 'ExternalIdPDirectoryLogin',
    userIdentity,
    responseElements: { ExternalIdPDirectoryLogin: 'Success' },
    additionalEventData: { UserName: user.userName },
    eventType: 'AwsConsoleSignIn',
  });
  recordEvent(ground, {
    eventSource: SOURCE,
    eventName: 'UserAuthentication',
    userIdentity,
    additionalEventData: { CredentialType: 'EXTERNAL_IDP', UserName: user.userName },
    serviceEventDetails: { UserAuthentication: 'Success' },
    eventType: 'AwsServiceEvent',
  });
  const relayState = form instanceof URLSearchParams ? (onlyValue(form, 'RelayState') ?? '') : '';
  const continueTo = accepted.continueTo ?? ownPortalPath(ground, relayState);
  const code = handOver(ground, { ...accepted, ...(continueTo === undefined ? {} : { continueTo }) });
  const portal = ground.addresses.base('access-portal', context);
  return context.redirect(`${portal}/start/signed-in?code=${code}`, 303);
}

/** A relay state of the identity provider's own leads into this portal or nowhere. */
function ownPortalPath(ground: LabGround, relayState: string): string | undefined {
  if (!URL.canParse(relayState)) return undefined;
  const url = new URL(relayState);
  const { origin } = new URL(ground.addresses.real('access-portal'));
  const path = `${url.pathname}${url.search}`;
  return url.origin === origin && isPortalPath(path) ? path : undefined;
}

function refusedPage(ground: LabGround, context: LabContext, refusal: SignInRefusal): Promise<Response> {
  noteError(context, refusal.trail);
  if (refusal.check !== undefined) note(context, 'AssertionConsumerService', { check: refusal.check });
  const eventId = recordEvent(ground, {
    eventSource: SOURCE,
    eventName: 'ExternalIdPDirectoryLogin',
    userIdentity: unknownIdentity(ground),
    errorMessage: refusal.trail,
    responseElements: { ExternalIdPDirectoryLogin: 'Failure' },
    eventType: 'AwsConsoleSignIn',
  });
  const portal = ground.addresses.base('access-portal', context);
  return page(context, {
    title: refusal.shown,
    service: SIGN_IN,
    status: 400,
    body: html`<p>${refusal.shown === UNEXPECTED ? 'Please try again later.' : 'Something went wrong while you were signed in.'}
Your administrator finds the reason in CloudTrail, under the event name ExternalIdPDirectoryLogin.</p>
<p><a href="${portal}/start">Try again</a></p>
${facts([['Event', eventId]])}`,
  });
}

function notFound(context: LabContext): Promise<Response> {
  return page(context, {
    title: 'Not found',
    service: SIGN_IN,
    status: 404,
    body: html`<p>There is no such sign-in page. Copy the addresses from the settings of IAM Identity Center, to the letter.</p>`,
  });
}
