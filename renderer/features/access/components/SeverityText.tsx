import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { Severity } from '../../../../shared/core/access/access-rule.ts';

const LOOKS = { error: 'error', warning: 'warning', note: 'info' } as const;
const WORDS = { error: 'Error', warning: 'Warning', note: 'Note' } as const;

/** How bad a finding is, as a word with its sign. */
export function SeverityText({ severity }: { readonly severity: Severity }) {
  return <StatusIndicator type={LOOKS[severity]}>{WORDS[severity]}</StatusIndicator>;
}
