import Alert from '@cloudscape-design/components/alert';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import type { ApplyReport } from '../work.ts';

/** How an apply ended, with AWS’s own words for what failed. */
export function ReportView(props: { readonly report: ApplyReport }) {
  const { applied, failed, remaining, seconds, calls, cancelled, stopped, journal } = props.report;
  const whole = failed.length + remaining === 0;
  return (
    <section className="wb-access-plan" aria-label="Report">
      <Alert
        type={whole ? 'success' : 'warning'}
        statusIconAriaLabel={whole ? 'Success' : 'Warning'}
        header={
          whole
            ? `${applied} ${applied === 1 ? 'change' : 'changes'} applied`
            : cancelled
              ? 'Cancelled before its end'
              : 'Not everything was applied'
        }
      >
        {applied} applied, {failed.length} failed, {remaining} remaining; {calls['sso-admin']} calls in{' '}
        {seconds.toFixed(1)} s.
        {whole || journal === undefined ? '' : ' Go on from its journal below.'}
      </Alert>
      {stopped === undefined ? null : <ErrorPanel error={stopped} />}
      {failed.length === 0 ? null : (
        <ul className="wb-access-list" aria-label="What failed">
          {failed.slice(0, 200).map(({ id, change, reason, code }) => (
            <li key={id}>
              {change}: {reason} <span className="wb-mono wb-secondary">{code}</span>
            </li>
          ))}
        </ul>
      )}
      {failed.length > 200 ? <p className="wb-small">… and {failed.length - 200} more.</p> : null}
    </section>
  );
}
