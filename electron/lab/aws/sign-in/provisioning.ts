import type { LabGround } from '../../platform/ground.ts';
import type { ScimEndpoint } from '../identity-center.ts';
import { ConsoleRefusal } from './identity-source.ts';

const YEAR = 365 * 86_400_000;
const MOST_TOKENS = 2;

/** Switches automatic provisioning on, with a first token. @returns the token, which is shown this once. @throws ConsoleRefusal */
export function enableProvisioning(ground: LabGround): string {
  const { identityCenter } = ground.state.aws;
  if (identityCenter.identityProvider === undefined)
    throw new ConsoleRefusal(
      'Automatic provisioning needs an external identity provider as identity source.',
    );
  if (identityCenter.scim !== undefined)
    throw new ConsoleRefusal('Automatic provisioning is enabled already.');
  const { random } = ground;
  identityCenter.scim = { tenantId: `${random.hex(11)}-${random.uuid()}`, tokens: [] };
  return generateToken(ground);
}

/** Switches it off: the endpoint and its tokens are gone, users and groups stay. @throws ConsoleRefusal */
export function disableProvisioning(ground: LabGround): void {
  enabled(ground);
  delete ground.state.aws.identityCenter.scim;
}

/** Makes a token that lasts a year; of two, one has to go first. @returns the token, which is shown this once. @throws ConsoleRefusal */
export function generateToken(ground: LabGround): string {
  const scim = enabled(ground);
  if (scim.tokens.length >= MOST_TOKENS)
    throw new ConsoleRefusal('There are two access tokens, the most there may be. Delete one first.');
  const now = ground.clock.now();
  const { random } = ground;
  const token = random.token(96);
  scim.tokens = [...scim.tokens, { id: random.uuid(), token, createdAt: now, expiresAt: now + YEAR }];
  return token;
}

/** @throws ConsoleRefusal */
export function deleteToken(ground: LabGround, id: string): void {
  const scim = enabled(ground);
  const rest = scim.tokens.filter((token) => token.id !== id);
  if (rest.length === scim.tokens.length) throw new ConsoleRefusal('There is no such token.');
  scim.tokens = rest;
}

function enabled(ground: LabGround): ScimEndpoint {
  const { scim } = ground.state.aws.identityCenter;
  if (scim === undefined) throw new ConsoleRefusal('Automatic provisioning is not enabled.');
  return scim;
}
