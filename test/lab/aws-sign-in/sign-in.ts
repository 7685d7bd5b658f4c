import { namesOf } from '../../../electron/lab/aws/sign-in/instance-names.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import type { View } from '../../../electron/lab/visitor/view.ts';
import type { Visitor as Browser } from '../../../electron/lab/visitor/visitor.ts';
import { type LabProvider, type ResponseWish, requestIn } from './lab-provider.ts';

/** @returns the assertion consumer service as the browser can reach it */
export function acsOf(lab: Lab, realNames = false): string {
  const { acs } = namesOf(lab.state.aws);
  return realNames ? acs : lab.ground.addresses.onLoopback(acs);
}

/** Somebody of the seed who is provisioned, has a role somewhere and a department. */
export function someone(lab: Lab): string {
  const { identityStore, identityCenter } = lab.state.aws;
  const assigned = [...identityCenter.assignments.values()].flatMap((sets) =>
    [...sets.values()].flatMap((principals) => [...principals.values()]),
  );
  const user = [...identityStore.users.values()].find(
    ({ userId, enterprise }) =>
      enterprise?.department !== undefined &&
      assigned.some(
        ({ principalId }) =>
          principalId === userId ||
          [...identityStore.memberships.values()].some(
            (membership) => membership.userId === userId && membership.groupId === principalId,
          ),
      ),
  );
  if (user === undefined) throw new Error('the seed assigns nobody');
  return user.userName;
}

/**
 * Goes to a page of the portal and signs in there: the generators' pen plays the identity provider's part.
 *
 * @param path such as `/start/device?user_code=...`
 * @returns the page the person wanted
 */
export async function signIn(
  lab: Lab,
  browser: Browser,
  provider: LabProvider,
  userName: string,
  path = '/start',
  wish: ResponseWish = {},
  realNames = false,
): Promise<View> {
  const { addresses } = lab.ground;
  const portal = realNames ? addresses.real('access-portal') : addresses.loopback('access-portal');
  await browser.open(`${portal}${path}`);
  const asked = browser.hops.findLast((hop) => hop.includes('SAMLRequest='));
  if (asked === undefined) throw new Error(`no AuthnRequest on the way: ${browser.hops.join(' -> ')}`);
  const { id, relayState } = requestIn(asked);
  const form = provider.form(userName, { inResponseTo: id, ...wish }, relayState);
  return browser.post(acsOf(lab, realNames), form, asked);
}
