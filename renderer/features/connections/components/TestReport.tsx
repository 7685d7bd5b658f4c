import Alert from '@cloudscape-design/components/alert';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { runJob } from '../../../bridge/job.ts';
import { CopyField } from '../../../kit/CopyField.tsx';
import { InstantText } from '../../../kit/InstantText.tsx';

export type TestResult = Awaited<ReturnType<typeof runJob<'connections.test'>>>;
type Report = TestResult['report'];

const ACCESS = {
  write: { type: 'success', text: 'Read and change' },
  read: { type: 'info', text: 'Read' },
  none: { type: 'stopped', text: 'Not at all' },
} as const;

/** Who one turned out to be, and what one may do. */
export function TestReport(props: { readonly result: TestResult }) {
  const { report, token } = props.result;
  if (report.side === 'key') {
    return (
      <Alert type="info" statusIconAriaLabel="Note">
        A key says nothing of itself; it is tried where it is used.
      </Alert>
    );
  }
  return (
    <>
      {report.side === 'entra' ? <EntraReport report={report} /> : <AwsReport report={report} />}
      {token === undefined ? null : (
        <ExpandableSection headerText="The token, decoded">
          <dl className="wb-pairs">
            {token.claims.map((claim) => (
              <div key={claim.name} className="wb-claim">
                <dt className="wb-mono">{claim.name}</dt>
                <dd>
                  <span className="wb-mono">{claim.values.join(', ')}</span>
                  <span className="wb-small wb-secondary"> {claim.meaning}</span>
                </dd>
              </div>
            ))}
          </dl>
        </ExpandableSection>
      )}
    </>
  );
}

function EntraReport(props: { readonly report: Extract<Report, { side: 'entra' }> }) {
  const { report } = props;
  return (
    <>
      <p>
        <StatusIndicator type="success">
          Signed in as {report.account ?? 'an application'}
          {report.fromCache ? ', from the cache' : ''}
        </StatusIndicator>{' '}
        <InstantText instant={Date.parse(report.expires)} />
      </p>
      <table className="wb-table">
        <thead>
          <tr>
            <th scope="col">Capability</th>
            <th scope="col">Access</th>
            <th scope="col">Missing</th>
          </tr>
        </thead>
        <tbody>
          {report.needs.map(({ capability, title, access, missing }) => (
            <tr key={capability}>
              <th scope="row">{title}</th>
              <td>
                <StatusIndicator type={ACCESS[access].type}>{ACCESS[access].text}</StatusIndicator>
              </td>
              <td className="wb-mono">{missing.length === 0 ? '–' : missing.join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="wb-small wb-secondary">
        {report.appOnly ? 'Application permissions' : 'Scopes'}: {report.granted.join(', ') || 'none'}
      </p>
    </>
  );
}

function AwsReport(props: { readonly report: Extract<Report, { side: 'aws' }> }) {
  const { report } = props;
  const { verdict } = report;
  return (
    <>
      <p>
        <StatusIndicator type={ACCESS[verdict.access].type}>{verdict.explanation}</StatusIndicator>
      </p>
      {verdict.next === undefined ? null : <p>{verdict.next}</p>}
      <dl className="wb-pairs">
        <dt>Caller</dt>
        <dd>
          <CopyField value={report.arn} label="ARN" mono />
        </dd>
        <dt>Came by</dt>
        <dd>{report.chain.join(', then ')}</dd>
        <dt>Region</dt>
        <dd>{report.region}</dd>
        {report.expires === undefined ? null : (
          <>
            <dt>Until</dt>
            <dd>
              <InstantText instant={Date.parse(report.expires)} />
            </dd>
          </>
        )}
      </dl>
      <ExpandableSection headerText="What was asked">
        <ul className="wb-plain-list wb-mono">
          {report.calls.map(({ service, operation, outcome, code }) => (
            <li key={operation}>
              {service} {operation}: {outcome}
              {code === undefined ? '' : ` (${code})`}
            </li>
          ))}
        </ul>
      </ExpandableSection>
    </>
  );
}
