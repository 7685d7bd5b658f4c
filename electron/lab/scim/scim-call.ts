import { IdentityStore } from '../aws/identity-store.ts';
import type { LabGround } from '../platform/ground.ts';
import { invalid } from './scim-error.ts';
import type { ScimCall } from './trail.ts';
import { scimIssuer } from './user-resource.ts';

/** What an operation works with, valid for one request. */
export interface ScimWork {
  readonly ground: LabGround;
  readonly store: IdentityStore;
  /** Under which the store keeps SCIM's externalId. */
  readonly issuer: string;
  readonly call: ScimCall;
  readonly id: string;
}

/** Status and JSON body; no body for 204. */
export interface ScimAnswer {
  readonly status: 200 | 201 | 204;
  readonly body?: Record<string, unknown>;
}

export function workOn(ground: LabGround, call: ScimCall): ScimWork {
  const store = new IdentityStore(ground.state.aws.identityStore);
  return { ground, store, issuer: scimIssuer(store.state.id), call, id: call.resourceId ?? '' };
}

const LARGEST_BODY = 1_048_576;

/** @throws ScimError ValidationException for what is no JSON */
export function parseBody(text: string): unknown {
  if (text.length > LARGEST_BODY) invalid('The request body is too large.');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return invalid('The request body is not JSON.');
  }
}
