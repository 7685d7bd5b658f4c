import { deflateRawSync } from 'node:zlib';
import { NS } from '../../../../shared/core/xml/namespaces.ts';
import { attribute, child, textOf } from '../../../../shared/core/xml/query.ts';
import { type LabContext, note } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import { xml } from '../../platform/xml-text.ts';
import type { Tenant } from '../directory.ts';
import { applicationOf } from './application.ts';
import { failedCheck, type IncomingMessage, invalid, judgeMessage } from './message.ts';
import { refusalPage, signedOutPage } from './pages.ts';
import { isRefusal, type SamlRefusal } from './refusal.ts';
import { entityIdOf } from './response.ts';

/** Ends Entra's session of this browser. */
export type EndSession = (context: LabContext) => void | Promise<void>;

/**
 * Single logout as Entra does it (SAML 2.0 Profiles section 4.4): the session ends, and the application gets a LogoutResponse
 * by redirect at the logout address it has registered.
 */
export async function logOut(
  ground: LabGround,
  context: LabContext,
  tenant: Tenant,
  message: IncomingMessage,
  endSession: EndSession,
): Promise<Response> {
  if (message.root.local === 'LogoutResponse') return signedOutPage(context);
  const checked = checkLogoutRequest(ground, tenant, message);
  if (isRefusal(checked)) return refusalPage(ground, context, checked);
  note(context, 'SamlLogout', { tenant: tenant.id, application: checked.name });
  await endSession(context);
  if (checked.replyTo === undefined) return signedOutPage(context);
  const response = logoutResponse(ground, tenant, checked.id, checked.replyTo);
  const query = new URLSearchParams({
    SAMLResponse: deflateRawSync(response).toString('base64'),
    ...(message.relayState === undefined ? {} : { RelayState: message.relayState }),
  });
  const target = ground.addresses.reachable(checked.replyTo, context);
  return context.redirect(`${target}${target.includes('?') ? '&' : '?'}${query}`);
}

interface CheckedLogout {
  readonly id: string;
  readonly name: string;
  readonly replyTo: string | undefined;
}

function checkLogoutRequest(
  ground: LabGround,
  tenant: Tenant,
  message: IncomingMessage,
): CheckedLogout | SamlRefusal {
  const { root } = message;
  const id = attribute(root, 'ID') ?? '';
  if (!/^[\p{L}_]/u.test(id))
    return { aadsts: 7500529, message: `The value '${id.slice(0, 200)}' is not a valid SAML ID.` };
  const issuer = child(root, NS.saml, 'Issuer');
  const found = applicationOf(
    ground.state.directory,
    tenant,
    issuer === undefined ? '' : textOf(issuer).trim(),
  );
  if (isRefusal(found)) return found;
  const judged = judgeMessage(ground, message, []);
  const flaw = failedCheck(judged, /^(xml|structure|transport|request)\./);
  if (flaw !== undefined) return invalid(flaw.message.replace(/\.$/, ''));
  const replyTo = found.application?.web.logoutUrl;
  return { id, name: found.principal.displayName, replyTo };
}

function logoutResponse(
  { random, clock }: LabGround,
  tenant: Tenant,
  inResponseTo: string,
  to: string,
): string {
  return xml`<samlp:LogoutResponse ID="_${random.uuid()}" Version="2.0" IssueInstant="${new Date(clock.now()).toISOString()}" Destination="${to}" InResponseTo="${inResponseTo}" xmlns:samlp="${NS.samlp}"><Issuer xmlns="${NS.saml}">${entityIdOf(tenant.id)}</Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status></samlp:LogoutResponse>`
    .xml;
}
