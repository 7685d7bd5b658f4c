import type { CertificateFacts } from '../../../shared/core/inspector/find-certificates.ts';

const DAY = 86_400_000;
/** Days in which an administrator should have exchanged it. */
const SOON = 30;

export interface Validity {
  readonly type: 'success' | 'warning' | 'error';
  /** Such as "45 days left" or "Expired 3 days ago". */
  readonly text: string;
}

const days = (count: number): string => `${count.toLocaleString()} ${count === 1 ? 'day' : 'days'}`;

/**
 * How a certificate stands at a moment.
 *
 * @param asOf epoch milliseconds
 */
export function validityOf(
  { notBefore, notAfter }: Pick<CertificateFacts, 'notBefore' | 'notAfter'>,
  asOf: number,
): Validity {
  const untilStart = Date.parse(notBefore) - asOf;
  if (untilStart > 0)
    return { type: 'error', text: `Not valid for another ${days(Math.ceil(untilStart / DAY))}` };
  const left = Date.parse(notAfter) - asOf;
  if (left < 0) {
    const ago = Math.floor(-left / DAY);
    return { type: 'error', text: ago === 0 ? 'Expired today' : `Expired ${days(ago)} ago` };
  }
  const whole = Math.floor(left / DAY);
  const text = whole === 0 ? 'Expires within a day' : `${days(whole)} left`;
  return { type: whole < SOON ? 'warning' : 'success', text };
}
