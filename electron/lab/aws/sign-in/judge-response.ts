import { fromBase64 } from '../../../../shared/core/encoding/base64.ts';
import { readKeyRing } from '../../../../shared/core/inspector/key-ring.ts';
import type { InspectOptions } from '../../../../shared/core/inspector/options.ts';
import type { InspectedMessage } from '../../../../shared/core/inspector/report.ts';
import { judgeXml } from '../../../../shared/core/saml/judge-xml.ts';
import { NS } from '../../../../shared/core/xml/namespaces.ts';
import { parseXml } from '../../../../shared/core/xml/parse.ts';
import { attribute, child } from '../../../../shared/core/xml/query.ts';
import type { LabGround } from '../../platform/ground.ts';
import type { ExternalIdentityProvider } from '../identity-center.ts';
import type { InstanceNames } from './instance-names.ts';

/** Seconds by which the identity provider's clock may differ. */
export const CLOCK_SKEW = 60;

/** What stands on the outside of a message; nothing of it is proven before the verdict. */
interface Outside {
  readonly inResponseTo?: string;
  readonly assertionId?: string;
}

/** A response with the product's verdict on it. */
export interface JudgedResponse extends Outside {
  readonly report: InspectedMessage;
}

/** @returns the bytes of the form field; undefined for what the POST binding does not allow (SAML 2.0 Bindings section 3.5.4) */
export function bytesOfField(samlResponse: string): Uint8Array | undefined {
  return fromBase64(samlResponse.replace(/[\r\n]/g, ''));
}

/**
 * Has the product's verifier judge a response as Identity Center asks for it.
 *
 * @param knownRequest tells whether an AuthnRequest of this id still waits for its answer
 */
export function judgeResponse(
  ground: LabGround,
  names: InstanceNames,
  provider: ExternalIdentityProvider,
  bytes: Uint8Array,
  knownRequest: (id: string) => boolean,
): JudgedResponse {
  const outside = outsideOf(bytes);
  const options: InspectOptions = {
    trust: provider.certificates.map((text) => ({ kind: 'certificate', text })),
    decryptKeys: [],
    profile: 'aws-identity-center',
    expect: {
      audience: names.entityId,
      recipient: names.acs,
      issuer: provider.entityId,
      // An answer to a request that nobody sent fails as an answer to another one.
      ...(outside.inResponseTo === undefined
        ? {}
        : {
            inResponseTo: knownRequest(outside.inResponseTo)
              ? outside.inResponseTo
              : 'no request of this instance',
          }),
    },
    clockSkew: CLOCK_SKEW,
    strict: false,
  };
  const [report] = judgeXml(
    { family: 'xml', form: 'post', leniencies: [], bytes },
    {
      crypto: ground.crypto,
      options,
      now: ground.clock.now(),
      keys: readKeyRing(options.trust, [], ground.crypto),
      depth: 0,
      judgeNested: () => [],
    },
  );
  if (report === undefined) throw new RangeError('the verifier gave no report');
  return { ...outside, report };
}

/**
 * The outer InResponseTo decides which request the verifier is told to expect, and the assertion's ID is read after it found
 * exactly one assertion, covered by a trusted signature.
 */
function outsideOf(bytes: Uint8Array): Outside {
  const parsed = parseXml(bytes);
  if (!parsed.ok) return {};
  const { root } = parsed.document;
  const inResponseTo = attribute(root, 'InResponseTo');
  const assertion = child(root, NS.saml, 'Assertion');
  const assertionId = assertion && attribute(assertion, 'ID');
  return {
    ...(inResponseTo === undefined ? {} : { inResponseTo }),
    ...(assertionId === undefined ? {} : { assertionId }),
  };
}
