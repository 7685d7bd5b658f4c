import type { Crypto, CryptoKey } from '../crypto/crypto.ts';
import type { XmlCandidate } from '../inspector/candidate.ts';
import type { InspectOptions } from '../inspector/options.ts';
import type { MessageKind } from '../inspector/report.ts';
import type { TrustedKey } from '../xml/dsig/facts.ts';
import type { XmlDocument } from '../xml/tree.ts';
import type { PolicyContext } from './checks/policy-context.ts';
import { isoOf } from './instant.ts';
import type { Judgement } from './judgement.ts';

/** What a message is judged with: the keys given, read once, and the reader's questions. */
export interface Judging {
  readonly crypto: Crypto;
  readonly options: InspectOptions;
  /** Epoch milliseconds as of which the message is judged. */
  readonly now: number;
  readonly trusted: readonly TrustedKey[];
  /** True where the reader gave anything to verify with, even where no key of it can be used. Absent: whether there is a key. */
  readonly trustGiven?: boolean;
  readonly decryptKeys: readonly CryptoKey[];
  /** Entity IDs of the metadata given: the issuers to expect where none was asked for. */
  readonly entityIds: readonly string[];
}

/** One parsed message with all it is judged with. */
export interface XmlCase extends Judging {
  readonly candidate: XmlCandidate;
  readonly document: XmlDocument;
  readonly judgement: Judgement;
  readonly trustGiven: boolean;
}

/** @returns the context of the policy checks for a message of this kind. */
export function policyOf(one: XmlCase, kind: MessageKind): PolicyContext {
  const { expect, profile, clockSkew } = one.options;
  return {
    judgement: one.judgement,
    kind,
    profile,
    expect,
    issuers: expect.issuer === undefined ? one.entityIds : [expect.issuer],
    now: one.now,
    nowText: isoOf(one.now),
    skew: clockSkew * 1000,
  };
}
