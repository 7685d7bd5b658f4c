import Button from '@cloudscape-design/components/button';
import { useQuery } from '@tanstack/react-query';
import { FINDING_RULES } from '../../../../shared/core/access/finding-rules.ts';
import { call, wireErrorOf } from '../../../bridge/call.ts';
import { EmptyState } from '../../../kit/EmptyState.tsx';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import type { Filter } from '../queries.ts';
import { QuotaTable } from './QuotaTable.tsx';
import { SeverityText } from './SeverityText.tsx';

/** Of one rule; the rest is counted. */
const MOST = 50;

/** What is odd about the organization’s access, by rule. */
export function FindingsTab(props: { readonly readId: string; readonly onShow: (filter: Filter) => void }) {
  const { data, error } = useQuery({
    queryKey: ['access.findings', props.readId],
    queryFn: () => call('access.findings', {}),
  });
  if (error !== null) return <ErrorPanel error={wireErrorOf(error)} />;
  if (data === undefined) return <EmptyState title="Looking …" />;
  const rules = [...new Set(data.findings.map(({ id }) => id))];
  return (
    <div className="wb-access-findings">
      {data.total > 0 ? null : (
        <EmptyState title="Nothing odd">
          No unused sets, empty groups, assignments to somebody deleted, older states or quotas that run out.
        </EmptyState>
      )}
      {rules.map((id) => {
        const found = data.findings.filter((finding) => finding.id === id);
        const { severity, title, fix } = FINDING_RULES[id];
        return (
          <section key={id} aria-label={title}>
            <h2>
              <SeverityText severity={severity} /> {title}{' '}
              <span className="wb-secondary">({found.length} against it)</span>
            </h2>
            <p className="wb-small wb-secondary">{fix}</p>
            <ul className="wb-access-list">
              {found.slice(0, MOST).map((finding) => (
                <li
                  key={`${finding.accountId} ${finding.permissionSetArn} ${finding.principalId} ${finding.message}`}
                >
                  {finding.message} <Show finding={finding} onShow={props.onShow} />
                </li>
              ))}
            </ul>
            {found.length > MOST ? (
              <p className="wb-small wb-secondary">… and {found.length - MOST} more.</p>
            ) : null}
          </section>
        );
      })}
      <QuotaTable quotas={data.quotas} />
    </div>
  );
}

function Show(props: {
  readonly finding: {
    readonly id: string;
    readonly message: string;
    readonly accountId?: string;
    readonly permissionSetArn?: string;
    readonly principalId?: string;
  };
  readonly onShow: (filter: Filter) => void;
}) {
  const { id, message, accountId, permissionSetArn, principalId } = props.finding;
  // A set that nobody has leads to an empty table.
  if (id === 'set.unused') return null;
  const filter: Filter = {
    ...(accountId === undefined ? {} : { accounts: [accountId] }),
    ...(permissionSetArn === undefined ? {} : { permissionSets: [permissionSetArn] }),
    ...(principalId === undefined ? {} : { principals: [principalId] }),
  };
  if (Object.keys(filter).length === 0) return null;
  return (
    <Button variant="inline-link" ariaLabel={`Show: ${message}`} onClick={() => props.onShow(filter)}>
      Show
    </Button>
  );
}
