import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import { useQuery } from '@tanstack/react-query';
import type { AccessAttribute } from '../../../../shared/core/access/attributes/attributes.ts';
import { call, wireErrorOf } from '../../../bridge/call.ts';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import { useWork } from '../queries.ts';
import { accessWork } from '../work.ts';

/** What a change of the attributes would do, and the way to do it. */
export function AttributePlan(props: { readonly wanted: readonly AccessAttribute[] | 'off' }) {
  const { wanted } = props;
  const { busy } = useWork();
  const { data, error, isFetching } = useQuery({
    queryKey: ['access.planAttributes', wanted],
    queryFn: () =>
      call(
        'access.planAttributes',
        wanted === 'off' ? {} : { attributes: wanted.map((one) => ({ ...one })) },
      ),
    retry: false,
    // A plan is made anew each time it is asked for.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (error !== null) return <ErrorPanel error={wireErrorOf(error)} />;
  if (data === undefined || isFetching) return <p className="wb-small wb-secondary">Planning …</p>;
  const { changes, warnings, planId, writable } = data;
  return (
    <section aria-label="Plan" className="wb-access-plan">
      <h2>
        {changes.length === 0
          ? 'Nothing would change'
          : `${changes.length} ${changes.length === 1 ? 'change' : 'changes'}, in one call`}
      </h2>
      <ul className="wb-access-list">
        {changes.map(({ text }) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      {warnings.length === 0 ? null : (
        <Alert type="warning" statusIconAriaLabel="Warning" header="Before you apply">
          <ul className="wb-access-list">
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Alert>
      )}
      {planId === undefined ? null : (
        <div className="wb-row">
          <Button variant="primary" disabled={busy} onClick={() => void applyAlone(planId)}>
            Apply…
          </Button>
          <span className="wb-small wb-secondary">By {data.calls.join(', ')}.</span>
        </div>
      )}
      {changes.length > 0 && !writable ? (
        <p className="wb-small wb-secondary">
          The workspace is read only: Connections, the workspace, may write to the cloud.
        </p>
      ) : null}
    </section>
  );
}

/** The attributes are shown as they are then; the report of an apply belongs to the desired state. */
async function applyAlone(planId: string): Promise<void> {
  await accessWork.apply(planId);
  if (accessWork.snapshot().error === undefined) accessWork.clear();
}
