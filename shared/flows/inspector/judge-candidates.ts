import type { Candidate, RedactionMark } from '../../core/inspector/candidate.ts';
import { type JudgeContext, MAX_NESTING } from '../../core/inspector/context.ts';
import { type KeyRing, readKeyRing } from '../../core/inspector/key-ring.ts';
import type { InspectOptions } from '../../core/inspector/options.ts';
import type { InspectedMessage } from '../../core/inspector/report.ts';
import { withoutSignatures } from '../../core/inspector/without-signatures.ts';
import { judgeJose } from '../../core/jwt/judge-jose.ts';
import { judgeXml } from '../../core/saml/judge-xml.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Crypto } from '../../ports/crypto.ts';

export interface InspectorPorts {
  readonly crypto: Crypto;
  readonly clock: Clock;
}

const NO_KEYS: KeyRing = { trust: [], decrypt: [], entityIds: [], trustGiven: false };

/** Judges candidates one after the other with the same keys, options and time. */
export class Judge {
  readonly #ports: InspectorPorts;
  readonly #options: InspectOptions;
  readonly #keys: KeyRing;
  readonly #now: number;

  /** @throws WorkbenchError ERR_KEY_UNREADABLE, ERR_KEY_UNSUPPORTED for a given key that cannot be used */
  constructor(ports: InspectorPorts, options: InspectOptions) {
    this.#ports = ports;
    this.#options = options;
    this.#keys = readKeyRing(options.trust, options.decryptKeys, ports.crypto);
    this.#now = options.at ?? ports.clock.now();
  }

  /**
   * Judges one candidate and what is nested in it.
   *
   * @param start index that the first message gets in the report; `parent` and `source.index` count from there
   */
  judge(candidate: Candidate, start: number): InspectedMessage[] {
    const judged = this.#judge(candidate, 0, candidate.redacted);
    return (candidate.redacted === undefined ? judged : judged.map(withoutSignatures)).map(
      (message, offset) => ({
        ...message,
        source: { ...message.source, index: start + offset },
        ...(message.parent === undefined ? {} : { parent: message.parent + start }),
      }),
    );
  }

  #judge(
    candidate: Candidate,
    depth: number,
    redacted: RedactionMark | undefined,
  ): readonly InspectedMessage[] {
    const context: JudgeContext = {
      crypto: this.#ports.crypto,
      options: this.#options,
      now: redacted?.judgedAt ?? this.#now,
      keys: redacted === undefined ? this.#keys : NO_KEYS,
      depth,
      judgeNested: (nested) => (depth < MAX_NESTING ? this.#judge(nested, depth + 1, redacted) : []),
    };
    return candidate.family === 'jose' ? judgeJose(candidate, context) : judgeXml(candidate, context);
  }
}
