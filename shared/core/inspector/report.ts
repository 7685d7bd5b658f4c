/** The shapes of `fedbench inspect --json` (docs/cli.md). Absent means "not in the message"; null never occurs. */

export const MESSAGE_KINDS = [
  'saml-response',
  'saml-assertion',
  'saml-authn-request',
  'saml-logout-request',
  'saml-logout-response',
  'saml-metadata',
  'ws-fed-response',
  'jwt',
  'jws',
  'jwe',
  'unknown',
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

export const SOURCE_FORMS = [
  'raw',
  'post',
  'redirect',
  'form',
  'header',
  'curl',
  'har',
  'saml-tracer',
  'json',
  'nested',
] as const;
export type SourceForm = (typeof SOURCE_FORMS)[number];

export const CHECK_STATUSES = ['pass', 'fail', 'warn', 'not-checked'] as const;
export type CheckStatus = (typeof CHECK_STATUSES)[number];

export const VERDICTS = ['valid', 'invalid', 'unverified'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const AUTHORIZE_WITH = ['safe', 'never', 'unknown'] as const;
export type AuthorizeWith = (typeof AUTHORIZE_WITH)[number];

/** One line of a verdict. */
export interface Check {
  readonly id: string;
  readonly status: CheckStatus;
  readonly message: string;
  readonly expected?: string;
  readonly actual?: string;
  /** The one next step; present on fail and warn. */
  readonly fix?: string;
  /** The specification section, advisory or documentation the check follows. */
  readonly spec: string;
  /** What the other side shows its user when this fails, where documented. */
  readonly symptom?: string;
}

/** One signature found in the message, whether or not it could be verified. */
export interface SignatureReport {
  readonly status: 'pass' | 'fail' | 'not-checked';
  /** URI (XML) or JOSE name. */
  readonly algorithm: string;
  /** Digest algorithm URI (XML only). */
  readonly digest?: string;
  /** SHA-256 (hex) of the certificate, or RFC 7638 thumbprint (base64url) of the JWK, that verified it. */
  readonly signedBy?: string;
  /** Paths of what the signature covers: `/Response/Assertion[1]` in XML; `header`, `payload` in JOSE. */
  readonly covers: readonly string[];
}

export interface ClaimReport {
  readonly name: string;
  readonly friendlyName?: string;
  /** Text values; JSON values that are not strings stand as their JSON text. */
  readonly values: readonly string[];
  readonly meaning: string;
  /** True only where a trusted key's signature covers it. */
  readonly signed: boolean;
  readonly authorizeWith: AuthorizeWith;
}

/** Everything known about one message. */
export interface MessageReport {
  readonly kind: MessageKind;
  readonly verdict: Verdict;
  /** One sentence that names the outcome and what nobody asked to check. */
  readonly summary: string;
  readonly checks: readonly Check[];
  readonly signatures: readonly SignatureReport[];
  readonly claims: readonly ClaimReport[];
  readonly subject?: { readonly nameId: string; readonly format?: string };
  readonly issuer?: string;
  readonly audiences?: readonly string[];
  /** ISO 8601 UTC. */
  readonly notBefore?: string;
  /** ISO 8601 UTC. */
  readonly notOnOrAfter?: string;
  /** What travelled beside a SAML message for its sender to find again (RelayState, or WS-Federation's wctx). */
  readonly relayState?: string;
  readonly notChecked: readonly string[];
  readonly source: { readonly form: SourceForm; readonly index: number };
  /** Index of the message that held this one. */
  readonly parent?: number;
}

/** A stretch of a view's text, in UTF-16 code units; `end` is exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** What the window shows of a message's own text; never part of the CLI's JSON. */
export interface MessageView {
  readonly title: string;
  readonly language: 'json' | 'xml' | 'text';
  readonly text: string;
  /** The stretches a trusted signature covers. */
  readonly signed: readonly TextRange[];
  /** Where a check found what it speaks of. */
  readonly places: readonly (TextRange & { readonly checkId: string })[];
}

/** Where in a capture a message travelled; shown by the window only. */
export interface MessageOrigin {
  /** Position of the exchange in the capture, from 0. */
  readonly exchange: number;
  readonly method?: string;
  /** Without query and fragment. */
  readonly url?: string;
  readonly startedAt?: string;
  /** In how many places of the capture the very same message stands. */
  readonly seen: number;
}

export interface InspectedMessage extends MessageReport {
  readonly views: readonly MessageView[];
  readonly origin?: MessageOrigin;
}

/** @returns the message as the command line's JSON shows it, without what only the window needs */
export function plainReport({ views: _views, origin: _origin, ...report }: InspectedMessage): MessageReport {
  return report;
}

/** One line of a list of messages. */
export interface MessageRow
  extends Pick<
    InspectedMessage,
    'kind' | 'verdict' | 'summary' | 'issuer' | 'subject' | 'source' | 'parent' | 'origin'
  > {}

/** @returns what a list shows of a message, without the message */
export function rowOf(message: InspectedMessage): MessageRow {
  const { kind, verdict, summary, source, issuer, subject, parent, origin } = message;
  return {
    kind,
    verdict,
    summary,
    source,
    ...(issuer === undefined ? {} : { issuer }),
    ...(subject === undefined ? {} : { subject }),
    ...(parent === undefined ? {} : { parent }),
    ...(origin === undefined ? {} : { origin }),
  };
}

export interface InspectReport {
  readonly messages: readonly InspectedMessage[];
}
