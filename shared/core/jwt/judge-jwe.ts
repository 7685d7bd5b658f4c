import { fromUtf8 } from '../encoding/utf8.ts';
import type { InspectedMessage } from '../inspector/report.ts';
import { plainValue } from '../json/node.ts';
import { parseJson } from '../json/parse.ts';
import { checkClaimTypes } from './checks/claim-type-checks.ts';
import { passForm } from './checks/form-checks.ts';
import { checkKeyId, checkKeySources, type Headers, textParameter } from './checks/header-checks.ts';
import { checkParties, checkWithoutClaims } from './checks/party-checks.ts';
import { checkTimes } from './checks/time-checks.ts';
import { readClaims } from './claims.ts';
import { readJsonPart, shortened } from './json-part.ts';
import { judgeDepth, nest } from './judge-jws.ts';
import type { Judgement } from './judgement.ts';
import { decryptJwe } from './jwe.ts';
import { explainFailure } from './jwe-failure.ts';
import type { JweOutcome } from './jwe-outcome.ts';
import {
  type JweParse,
  type JweShapeProblem,
  type ParsedJwe,
  parseCompactJwe,
  parseJsonJwe,
  type ReadJsonObject,
} from './jwe-parse.ts';
import { formOf } from './jws-parse.ts';
import { claimsObject, nestedToken, type Payload, readPayload } from './payload.ts';
import { reportOf } from './report.ts';
import { TextView } from './text-view.ts';
import type { TokenCase } from './token-case.ts';
import { decodePart } from './token-part.ts';

const PART_NAMES: Readonly<Record<JweShapeProblem['part'], string>> = {
  serialization: 'token',
  protected: 'protected header',
  unprotected: 'unprotected header',
  recipients: 'list of recipients',
  header: 'recipient’s header',
  encrypted_key: 'encrypted key',
  iv: 'initialization vector',
  ciphertext: 'ciphertext',
  tag: 'authentication tag',
  aad: 'additional authenticated data',
};
const PROBLEMS: Readonly<Record<JweShapeProblem['problem'], string>> = {
  missing: 'is missing',
  'not-base64url': 'is not base64url',
  'not-a-json-object': 'is not a JSON object',
  misplaced: 'stands where it must not',
  'too-many': 'is longer than any real one',
};

/** Judges a JWE (RFC 7516 section 5.2): opens it with the given keys, and judges the token inside. */
export function judgeJwe(one: TokenCase): InspectedMessage[] {
  const { candidate, context, judgement, shape } = one;
  const headers = readHeaders(one);
  checkKeySources(judgement, headers);
  checkKeyId(judgement, headers);
  const parsed = parse(one);
  const closed = (): InspectedMessage[] => {
    passForm(judgement);
    return [
      reportOf(candidate, judgement, {
        kind: 'jwe',
        trusted: false,
        signatures: [],
        doubt: 'its content is closed',
      }),
    ];
  };
  if (!parsed.ok) {
    const { part, problem } = parsed.problem;
    if (!judgement.checks.failed)
      judgement.fail('token.structure', `The ${PART_NAMES[part]} ${PROBLEMS[problem]}.`);
    return closed();
  }
  if (shape.faults.length > 0) return closed();
  judgement.pass('token.structure', `The token is a JWE in ${formOf(parsed.jwe)} form.`);
  if (context.keys.decrypt.length === 0) {
    judgement.notChecked('encryption.key', 'No key was given to open the token with.', {
      ...recipientOf(headers),
    });
    return closed();
  }
  const outcome = decryptJwe(parsed.jwe, context.keys.decrypt, context.crypto);
  if (!outcome.ok) {
    explainFailure(judgement, outcome);
    return closed();
  }
  return judgeContent(one, outcome, parsed.jwe);
}

function recipientOf(headers: Headers): { readonly actual?: string } {
  const kid = textParameter(headers, 'kid');
  const algorithm = textParameter(headers, 'alg');
  const words = [algorithm, kid === undefined ? undefined : `key id ${shortened(kid)}`].filter(Boolean);
  return words.length === 0 ? {} : { actual: words.join(', ') };
}

function readHeaders({ judgement, shape, candidate }: TokenCase): Headers {
  const root = shape.envelope?.root;
  if (root === undefined) {
    const { bytes } = decodePart(candidate.text.slice(0, candidate.text.indexOf('.')));
    return {
      protectedPart: readJsonPart(judgement, 'header', 'Header', bytes),
      unprotected: undefined,
    };
  }
  const value = plainValue(root) as Record<string, unknown>;
  const encoded = typeof value.protected === 'string' ? decodePart(value.protected).bytes : undefined;
  return {
    protectedPart: encoded === undefined ? undefined : readJsonPart(judgement, 'header', 'Header', encoded),
    unprotected: undefined,
  };
}

/** Duplicates and infinite numbers have been judged already: a header with them is not read at all. */
const readStrictly: ReadJsonObject = (json) => {
  const { root, problems } = parseJson(json);
  return root?.kind === 'object' && problems.length === 0
    ? (plainValue(root) as Record<string, unknown>)
    : undefined;
};

function parse({ candidate, shape }: TokenCase): JweParse {
  const root = shape.envelope?.root;
  if (root?.kind === 'object') return parseJsonJwe(plainValue(root) as Record<string, unknown>, readStrictly);
  return parseCompactJwe(candidate.text, readStrictly);
}

const WEAK: Readonly<Record<string, string>> = {
  RSA1_5: 'RSA1_5 has a padding that lets attackers guess the content (Bleichenbacher)',
};

function judgeContent(
  one: TokenCase,
  outcome: Extract<JweOutcome, { ok: true }>,
  jwe: ParsedJwe,
): InspectedMessage[] {
  const { candidate, context, judgement } = one;
  const algorithm = String(outcome.header.alg);
  const actual = `${algorithm}, ${String(outcome.header.enc)}`;
  if (Object.hasOwn(WEAK, algorithm))
    judgement.warn('encryption.algorithm', `${WEAK[algorithm]}.`, { actual });
  else judgement.pass('encryption.algorithm', 'The token is encrypted with a safe algorithm.', { actual });
  judgement.pass('encryption.limits', 'Opening it stayed within bounds.');
  judgement.pass(
    'encryption.key',
    `The key is ${outcome.key.kid ?? outcome.key.name ?? outcome.key.key.thumbprint}.`,
  );
  const contentType = outcome.header.cty;
  const text = fromUtf8(outcome.plaintext);
  const inner = nestedToken(text, typeof contentType === 'string' ? contentType.toLowerCase() : undefined);
  const payload = contentOf(judgement, text, inner, outcome.plaintext.length);
  const several = jwe.recipients.length === 1 ? '' : ` It has ${jwe.recipients.length} recipients.`;
  judgement.pass('encryption.decrypt', `The content is decrypted and authentic.${several}`, {
    ...(text === undefined ? { actual: `${outcome.plaintext.length} bytes` } : { actual: shortened(text) }),
  });
  const root = payload === undefined ? undefined : claimsObject(payload);
  const claims = root === undefined ? undefined : readClaims(root);
  if (claims !== undefined && payload !== undefined) {
    const { options, now } = context;
    checkClaimTypes(judgement, claims.root, payload.view);
    checkTimes(judgement, claims, { now, skew: options.clockSkew * 1000 }, payload.view);
    checkParties(judgement, claims, options.expect, payload.view);
  } else if (inner === undefined) checkWithoutClaims(judgement, context.options.expect);
  passForm(judgement);
  if (inner !== undefined) judgeDepth(one);
  const message = reportOf(candidate, judgement, {
    kind: 'jwe',
    trusted: false,
    signatures: [],
    claims,
    doubt:
      inner === undefined
        ? 'it is encrypted but not signed, so anybody who has the key may have written it'
        : 'it is decrypted; the verdict on its content is that of the token inside',
  });
  return inner === undefined ? [message] : withContent(nest(one, message, inner));
}

/** An envelope is as good as what it holds: one around a token with a trusted signature has nothing unverified in it. */
function withContent(messages: InspectedMessage[]): InspectedMessage[] {
  const [message, inner, ...rest] = messages;
  if (message?.verdict !== 'unverified' || inner?.verdict !== 'valid') return messages;
  return [{ ...message, verdict: 'valid', summary: 'Decrypted; the token inside is valid.' }, inner, ...rest];
}

function contentOf(
  judgement: Judgement,
  text: string | undefined,
  inner: string | undefined,
  bytes: number,
): Payload | undefined {
  if (text === undefined) {
    judgement.show(new TextView('Content', `${bytes} bytes that are no text`));
    return undefined;
  }
  if (inner !== undefined) return undefined;
  return readPayload(judgement, text, undefined, false, undefined);
}
