import type { LabContext } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import { findTenant } from '../directory.ts';
import { refusalPage } from '../refusals/answer.ts';
import { malformed, missingParameter, tenantNotFound } from '../refusals/request-refusals.ts';
import { signInFor } from './ask.ts';
import { resumeOf } from './pending.ts';

/**
 * GET /redeem: the link in an invitation (Graph: inviteRedeemUrl). The guest signs in at home, accepts, and goes on to the
 * address the invitation names.
 *
 * @throws EntraRefusal 90002, 900144, 9002313 for a link that is none
 */
export async function redeemInvitation(ground: LabGround, context: LabContext): Promise<Response> {
  const [id, userId, target] = ['tenant', 'user', 'redirect'].map((name) => context.req.query(name));
  if (id === undefined) throw missingParameter('tenant');
  const tenant = findTenant(ground.state.directory, id);
  if (tenant === undefined) throw tenantNotFound(id);
  const guest = tenant.users.get(userId ?? '');
  if (guest?.userType !== 'Guest' || guest.mail === undefined)
    throw malformed('The invitation is not, or no longer, there.');
  if (target === undefined || !/^https?:/i.test(target) || !URL.canParse(target))
    throw malformed('The invitation leads nowhere.');
  const outcome = await signInFor(ground, context, {
    tenant,
    loginHint: guest.mail,
    resume: resumeOf(context),
  });
  if ('answer' in outcome) return outcome.answer;
  if ('refusal' in outcome) return refusalPage(ground, context, outcome.refusal);
  return context.redirect(ground.addresses.reachable(new URL(target).href, context));
}
