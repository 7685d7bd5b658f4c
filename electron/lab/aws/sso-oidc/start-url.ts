import type { LabGround } from '../../platform/ground.ts';
import { namesOf } from '../sign-in/instance-names.ts';

/**
 * Tells whether an address is this instance's start URL, in any of the forms AWS gives it (facts of AWS, section 5), or the
 * Lab's own on loopback; or the instance's issuer URL.
 */
export function isStartUrl(ground: LabGround, text: string): boolean {
  const { aws } = ground.state;
  const { directoryId, instanceId } = namesOf(aws);
  const instance = `ssoins-${instanceId}`;
  const known = [
    `https://${directoryId}.awsapps.com/start`,
    `https://${instance}.${aws.region}.portal.amazonaws.com`,
    `https://${instance}.portal.${aws.region}.app.aws`,
    `https://identitycenter.amazonaws.com/${instance}`,
    `${ground.addresses.loopback('access-portal')}/start`,
  ];
  const bare = text.replace(/[#?].*$/s, '').replace(/\/$/, '');
  return known.includes(bare);
}
