import type { LabGround } from '../../platform/ground.ts';
import type { Tenant } from '../directory.ts';
import { applicationOf, consumerServiceOf } from '../saml/application.ts';
import { isRefusal, type SamlRefusal, shown } from '../saml/refusal.ts';
import type { SamlSignIn } from '../saml/saml-sign-in.ts';

const MULTIPLE = 'http://schemas.microsoft.com/claims/multipleauthn';

/** Reads and checks a sign-in request of an application (WS-Federation 1.2 section 13.2.2): `/{tenant}/wsfed`. */
export function checkWsFedRequest(
  ground: LabGround,
  tenant: Tenant,
  given: URLSearchParams,
): SamlSignIn | SamlRefusal {
  const action = given.get('wa') ?? '';
  if (action !== 'wsignin1.0')
    return {
      aadsts: 20012,
      message: `There was an issue with the WS-Federation message: the action '${shown(action)}' is not supported.`,
    };
  const application = applicationOf(ground.state.directory, tenant, given.get('wtrealm') ?? '', 'ws-fed');
  if (isRefusal(application)) return application;
  const reply = given.get('wreply');
  const consumerService = consumerServiceOf(application, reply === null ? {} : { consumerService: reply });
  if (typeof consumerService !== 'string') return consumerService;
  const context = given.get('wctx');
  return {
    protocol: 'ws-fed',
    tenantId: tenant.id,
    principalId: application.principal.id,
    identifier: application.identifier,
    consumerService,
    forceAuthn: given.get('wfresh') === '0',
    isPassive: false,
    ...(given.get('wauth') === MULTIPLE ? { authnContexts: [MULTIPLE] } : {}),
    ...(context === null ? {} : { relayState: context }),
    receivedAt: ground.clock.now(),
  };
}
