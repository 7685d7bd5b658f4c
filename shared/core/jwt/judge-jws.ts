import { fromBase64Url } from '../encoding/base64.ts';
import { MAX_NESTING, withNested } from '../inspector/context.ts';
import type { InspectedMessage } from '../inspector/report.ts';
import { checkClaimTypes } from './checks/claim-type-checks.ts';
import { checkEntra } from './checks/entra-checks.ts';
import { passForm } from './checks/form-checks.ts';
import { checkType, mediaType } from './checks/header-checks.ts';
import { checkParties, checkWithoutClaims } from './checks/party-checks.ts';
import { judgeSignatures, reportSignature } from './checks/signature-checks.ts';
import { checkTimes } from './checks/time-checks.ts';
import { type Claims, readClaims } from './claims.ts';
import { entraIssuer, isGraph } from './entra-hints.ts';
import {
  isUnencoded,
  judgeHeaders,
  judgeUnencoded,
  readHeaders,
  type SignedHeaders,
  signatureCase,
} from './jws-headers.ts';
import { claimsObject, nestedToken, type Payload, readPayload } from './payload.ts';
import { reportOf } from './report.ts';
import type { TokenCase } from './token-case.ts';
import { type SignatureOutcome, verifySignature } from './verify-signature.ts';

/** Judges a JWS (RFC 7515 section 5.2), and as a JWT where its payload is a claims object (RFC 7519 section 7.2). */
export function judgeJws(one: TokenCase): InspectedMessage[] {
  const { candidate, context, judgement, shape } = one;
  const { options } = context;
  const headers = shape.signatures.map((signature, index) =>
    readHeaders(judgement, signature, shape.signatures.length > 1 ? ` ${index + 1}` : ''),
  );
  const first = headers[0];
  const unencoded = headers.some(isUnencoded);
  const isRaw = first !== undefined && isReadRaw(first, shape.payloadText);
  const type = first === undefined ? undefined : mediaType(first.headers, 'typ');
  const payload = readPayload(judgement, shape.payloadText, options.detachedPayload, !isRaw, type);
  const cases = headers.map((header, index) =>
    signatureCase(header, shape, index, options.detachedPayload, context.crypto, judgement),
  );
  passForm(judgement);
  for (const header of headers) judgeHeaders(judgement, header);
  if (unencoded) judgeUnencoded(judgement, headers, payload);
  const claims = unencoded ? undefined : claimsOf(payload);
  const contentType = first === undefined ? undefined : mediaType(first.headers, 'cty');
  const inner = nestedToken(payload.text, contentType);
  const outcomes = cases.map((each) => verifySignature(each, context.keys, context.crypto));
  const graph = forGraph(claims, headers, outcomes);
  if (graph) reportGraph(one, outcomes);
  else if (entraIssuer(claims?.issuer) !== undefined)
    judgement.pass('signature.graph', 'The token is none of those that only Microsoft Graph can check.');
  const trusted = graph ? false : judgeSignatures(judgement, cases, outcomes, context.now);
  if (payload.bytes === undefined && shape.payloadText === undefined && shape.faults.length === 0)
    judgement.notChecked('signature.content', 'The content is not in the token: its signature is detached.');
  else if (trusted) judgement.pass('signature.content', 'The signature covers the header and the payload.');
  const isJwt = !unencoded && payload.isClaims;
  if (isJwt && first !== undefined) checkType(judgement, first.headers);
  if (claims !== undefined) judgePolicy(one, claims, payload);
  else if (!isJwt && inner === undefined) checkWithoutClaims(judgement, options.expect);
  if (trusted) markSigned(headers, outcomes, payload);
  if (inner !== undefined) judgeDepth(one);
  const covers = payload.bytes === undefined ? ['header'] : ['header', 'payload'];
  const message = reportOf(candidate, judgement, {
    kind: isJwt ? 'jwt' : 'jws',
    trusted,
    signatures: outcomes.map((outcome) => reportSignature(graph ? unchecked(outcome) : outcome, covers)),
    claims,
    doubt: doubtOf(graph, outcomes),
  });
  return inner === undefined ? [message] : nest(one, message, inner);
}

/** An extension that "crit" does not name is ignored by those who do not know it: then what decodes is decoded. */
function isReadRaw(header: SignedHeaders, payloadText: string | undefined): boolean {
  if (!isUnencoded(header)) return false;
  return header.critical.includes('b64') || fromBase64Url(payloadText ?? '') === undefined;
}

function claimsOf(payload: Payload): Claims | undefined {
  const root = claimsObject(payload);
  return root === undefined ? undefined : readClaims(root);
}

function judgePolicy(one: TokenCase, claims: Claims, payload: Payload): void {
  const { judgement, context } = one;
  const { options, now } = context;
  checkClaimTypes(judgement, claims.root, payload.view);
  checkTimes(judgement, claims, { now, skew: options.clockSkew * 1000 }, payload.view);
  checkParties(judgement, claims, options.expect, payload.view);
  if (options.profile === 'entra') checkEntra(judgement, claims);
}

/** Entra puts a nonce into the header of tokens for Microsoft Graph, and signs another header than it sends. */
function forGraph(
  claims: Claims | undefined,
  headers: readonly SignedHeaders[],
  outcomes: readonly SignatureOutcome[],
): boolean {
  const outcome = outcomes[0];
  if (outcome === undefined || outcomes.length !== 1 || outcome.status === 'verified') return false;
  const isWrong = outcome.rule === 'signature.value' || outcome.rule === 'signature.key';
  return (
    isWrong && claims?.audiences.some(isGraph) === true && headers.some(({ nonce }) => nonce !== undefined)
  );
}

function reportGraph({ judgement }: TokenCase, outcomes: readonly SignatureOutcome[]): void {
  judgement.notChecked(
    'signature.graph',
    'The token was made for Microsoft Graph and is not checkable by others: its header has a "nonce", which Graph alone can resolve.',
  );
  const outcome = outcomes[0];
  if (outcome !== undefined && outcome.status !== 'verified')
    judgement.pass('signature.algorithm', `The algorithm is ${outcome.algorithm}.`, {
      actual: outcome.algorithm,
    });
}

function unchecked(outcome: SignatureOutcome): SignatureOutcome {
  return outcome.status === 'verified' ? outcome : { ...outcome, status: 'not-checked' };
}

function doubtOf(graph: boolean, outcomes: readonly SignatureOutcome[]): string | undefined {
  if (graph) return 'it was made for Microsoft Graph, and only Graph can check its signature';
  const open = outcomes.find(
    (outcome) => outcome.status === 'not-checked' && outcome.rule === 'signature.value',
  );
  return open === undefined ? undefined : 'the content it signs was not given';
}

function markSigned(
  headers: readonly SignedHeaders[],
  outcomes: readonly SignatureOutcome[],
  payload: Payload,
): void {
  payload.view.sign();
  for (const [index, header] of headers.entries()) {
    if (outcomes[index]?.status === 'verified') header.headers.protectedPart?.view.sign();
  }
}

/** Says whether the token inside is opened; to be asked before the report is made. */
export function judgeDepth({ context, judgement }: TokenCase): void {
  if (context.depth < MAX_NESTING)
    judgement.pass('token.nesting', 'It holds another token, which is judged by itself.');
  else
    judgement.fail(
      'token.nesting',
      `Tokens are nested more than ${MAX_NESTING} deep; the next was not opened.`,
    );
}

/** Joins the report with that of the token inside. */
export function nest({ context }: TokenCase, message: InspectedMessage, inner: string): InspectedMessage[] {
  if (context.depth >= MAX_NESTING) return [message];
  return withNested(
    message,
    context.judgeNested({ family: 'jose', form: 'nested', leniencies: [], text: inner }),
  );
}
