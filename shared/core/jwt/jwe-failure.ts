import { shortened } from './json-part.ts';
import type { Judgement } from './judgement.ts';
import {
  type JweFailure,
  type JweFailureReason,
  MAX_INFLATED_BYTES,
  MAX_PBES2_ITERATIONS,
} from './jwe-outcome.ts';
import type { JwtRuleId } from './rules.ts';

type Explanation = readonly [rule: JwtRuleId, message: (failure: JweFailure) => string];

const member = ({ member: name }: JweFailure): string =>
  name === undefined ? 'A member' : `"${shortened(name)}"`;

const EXPLANATIONS: { readonly [Reason in JweFailureReason]: Explanation } = {
  'header-duplicate': ['header.disjoint', (failure) => `${member(failure)} stands in two of the headers.`],
  'header-invalid': [
    'encryption.algorithm',
    (failure) => `${member(failure)} of the header is missing or not what it has to be.`,
  ],
  'header-unprotected': [
    'header.critical',
    (failure) => `${member(failure)} stands outside the protected header, where anybody can change it.`,
  ],
  'crit-unknown': [
    'header.critical',
    (failure) => `The token demands the extension ${member(failure)}, which is not known here.`,
  ],
  'alg-unsupported': [
    'encryption.algorithm',
    ({ value }) => `The key algorithm ${shortened(value ?? '')} is not known.`,
  ],
  'enc-unsupported': [
    'encryption.algorithm',
    ({ value }) => `The content encryption ${shortened(value ?? '')} is not known.`,
  ],
  'zip-unsupported': [
    'encryption.algorithm',
    ({ value }) => `The compression ${shortened(value ?? '')} is not known; only DEF is.`,
  ],
  'p2c-too-large': [
    'encryption.limits',
    ({ value }) =>
      `Opening it would take ${value ?? 'too many'} rounds of PBKDF2, above ${MAX_PBES2_ITERATIONS}.`,
  ],
  'no-key': ['encryption.key', () => 'None of the given keys is of the kind that opens this token.'],
  'key-is-public': ['encryption.key', () => 'The key that fits is a public one, which only closes.'],
  'not-decrypted': [
    'encryption.decrypt',
    () => 'The content could not be decrypted: the key is another one, or the token was changed.',
  ],
  'inflate-failed': ['encryption.limits', () => 'The compressed content is damaged.'],
  'inflate-too-large': [
    'encryption.limits',
    () => `The content inflates to more than ${MAX_INFLATED_BYTES} bytes.`,
  ],
};

/** Writes why a JWE stayed closed into the judgement. */
export function explainFailure(judgement: Judgement, failure: JweFailure): void {
  const [rule, message] = EXPLANATIONS[failure.reason];
  const { alg, kid } = failure.header ?? {};
  const words = [
    ...(typeof alg === 'string' ? [shortened(alg)] : []),
    ...(typeof kid === 'string' ? [`key id ${shortened(kid)}`] : []),
  ];
  const actual = words.join(', ');
  judgement.fail(rule, message(failure), actual === '' ? {} : { actual });
}
