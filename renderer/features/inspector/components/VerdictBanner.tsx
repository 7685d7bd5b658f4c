import Icon from '@cloudscape-design/components/icon';
import { useContext } from 'react';
import type { InspectedMessage, MessageKind, Verdict } from '../../../../shared/core/inspector/report.ts';
import { AsOf } from '../../../kit/as-of.ts';
import { CopyButton } from '../../../kit/CopyButton.tsx';
import { localTime } from '../../../kit/instants.ts';

const LOOKS: Record<
  Verdict,
  { readonly icon: 'status-positive' | 'status-negative' | 'status-info'; readonly word: string }
> = {
  valid: { icon: 'status-positive', word: 'Valid' },
  invalid: { icon: 'status-negative', word: 'Invalid' },
  unverified: { icon: 'status-info', word: 'Unverified' },
};

/** What a reader calls each verdict. */
export const VERDICT_NAMES: Record<Verdict, string> = {
  valid: LOOKS.valid.word,
  invalid: LOOKS.invalid.word,
  unverified: LOOKS.unverified.word,
};

/** What a reader calls each kind of message. */
export const KIND_NAMES: Record<MessageKind, string> = {
  'saml-response': 'SAML response',
  'saml-assertion': 'SAML assertion',
  'saml-authn-request': 'SAML authentication request',
  'saml-logout-request': 'SAML logout request',
  'saml-logout-response': 'SAML logout response',
  'saml-metadata': 'SAML metadata',
  'ws-fed-response': 'WS-Federation response',
  jwt: 'JWT',
  jws: 'JWS',
  jwe: 'JWE',
  unknown: 'Unknown',
};

/** The answer, said to screen readers whenever it changes. */
export function VerdictBanner(props: { readonly message: InspectedMessage; readonly busy: boolean }) {
  const { message } = props;
  const asOf = useContext(AsOf);
  const look = LOOKS[message.verdict];
  const lead = `${look.word} ${KIND_NAMES[message.kind]}: `;
  // The heading has said it.
  const summary = message.summary.startsWith(lead) ? message.summary.slice(lead.length) : message.summary;
  const count = (status: string) => message.checks.filter((check) => check.status === status).length;
  const problems = count('fail');
  const warnings = count('warn');
  // Where nothing failed, the first warning is what a reader came for.
  const warning = problems > 0 ? undefined : message.checks.find((check) => check.status === 'warn');
  return (
    <div className="wb-verdict" data-verdict={message.verdict} data-busy={props.busy}>
      <Icon name={look.icon} size="medium" />
      <div className="wb-verdict-text">
        <div role="status" aria-live="polite" aria-atomic="true">
          <h2>
            {look.word} <span className="wb-verdict-kind">{KIND_NAMES[message.kind]}</span>
          </h2>
          <p>{summary}</p>
          {warning === undefined ? null : (
            <p>
              <strong>Warning:</strong> {warning.message}
            </p>
          )}
        </div>
        <p className="wb-small wb-secondary">
          {count('pass')} passed · {problems} failed · {warnings} {warnings === 1 ? 'warning' : 'warnings'} ·{' '}
          {count('not-checked')} not checked
          {asOf === undefined ? '' : ` · as of ${localTime(asOf)}`}
        </p>
      </div>
      <CopyButton text={`${look.word}: ${message.summary}`} label="Copy the verdict" />
    </div>
  );
}
