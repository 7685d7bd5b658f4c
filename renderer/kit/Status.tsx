import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { CheckStatus, Verdict } from '../../shared/core/inspector/report.ts';

const CHECKS = {
  pass: { type: 'success', text: 'Passed' },
  fail: { type: 'error', text: 'Failed' },
  warn: { type: 'warning', text: 'Warning' },
  'not-checked': { type: 'pending', text: 'Not checked' },
} as const satisfies Record<CheckStatus, unknown>;

const VERDICT_LOOKS = {
  valid: { type: 'success', text: 'Valid' },
  invalid: { type: 'error', text: 'Invalid' },
  unverified: { type: 'info', text: 'Unverified' },
} as const satisfies Record<Verdict, unknown>;

/** The outcome of a check as icon and word; the word only for screen readers where space is short. */
export function CheckStatusText(props: { readonly status: CheckStatus; readonly iconOnly?: boolean }) {
  const look = CHECKS[props.status];
  if (props.iconOnly === true) return <StatusIndicator type={look.type} iconAriaLabel={look.text} />;
  return <StatusIndicator type={look.type}>{look.text}</StatusIndicator>;
}

/** A verdict as icon and word. */
export function VerdictText(props: { readonly verdict: Verdict }) {
  const look = VERDICT_LOOKS[props.verdict];
  return <StatusIndicator type={look.type}>{look.text}</StatusIndicator>;
}
