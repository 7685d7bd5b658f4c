import { newSigningKey } from '../../seed/signing-key.ts';
import { readFields } from '../fields.ts';
import { badRequest } from '../graph-error.ts';
import { WRITE_APPS } from '../permissions.ts';
import type { GraphAnswer, GraphCall, GraphRoute } from '../route.ts';
import { servicePrincipalOf } from '../visible.ts';
import { timeOf } from './applications.ts';
import { certificateOf, customKeyIdentifier } from './service-principal-type.ts';

const WRITABLE = { displayName: 'string', endDateTime: 'string' } as const;
const LONGEST = 3 * 365 * 86_400_000;

/** A certificate with which Entra signs SAML for one application (facts/microsoft.md section 1). */
export const tokenSigningRoutes: readonly GraphRoute[] = [
  {
    method: 'POST',
    path: '/servicePrincipals/:id/addTokenSigningCertificate',
    operation: 'AddTokenSigningCertificate',
    needs: WRITE_APPS,
    run: addCertificate,
  },
];

async function addCertificate(call: GraphCall): Promise<GraphAnswer> {
  const { ground, base } = call;
  const principal = servicePrincipalOf(call);
  const fields = readFields(await call.body(), WRITABLE);
  const name = fields.displayName ?? 'CN=Microsoft Azure Federated SSO Certificate';
  if (!/^CN=[\w .@-]{1,60}$/.test(name))
    badRequest("Invalid value specified for property 'displayName': it must start with 'CN='.");
  const now = ground.clock.now();
  const end = timeOf(fields.endDateTime, 'endDateTime') ?? now + LONGEST;
  if (end <= now || end > now + LONGEST + 86_400_000)
    badRequest("Invalid value specified for property 'endDateTime': at most three years from now.");
  const growth = { random: ground.random, now };
  const key = await newSigningKey(growth, `token signing ${ground.random.uuid()}`, name, end);
  principal.signingKeys.push(key);
  return {
    status: 200,
    body: {
      '@odata.context': `${base}/$metadata#microsoft.graph.selfSignedCertificate`,
      customKeyIdentifier: customKeyIdentifier(key),
      displayName: key.displayName,
      endDateTime: key.endDateTime,
      key: certificateOf(key),
      keyId: key.keyId,
      startDateTime: key.startDateTime,
      thumbprint: key.thumbprint,
      type: 'AsymmetricX509Cert',
      usage: 'Verify',
    },
  };
}
