import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { call } from '../../../bridge/call.ts';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import { type RunningLab, useLabAction } from '../queries.ts';

/** That the Lab runs, of what it is made, and the ways to end it or begin anew. */
export function LabHead(props: { readonly lab: RunningLab; readonly onReset: () => void }) {
  const { overview, notes } = props.lab;
  const stop = useLabAction(() => call('lab.stop', {}));
  const reset = useLabAction(async () => {
    const { planId } = await call('lab.planReset', {});
    await call('lab.apply', { planId });
    props.onReset();
  });
  const declined = reset.error?.wire.code === 'ERR_PLAN_DECLINED';
  return (
    <>
      <div className="wb-lab-head">
        <h1>Lab</h1>
        <StatusIndicator type="success">Running</StatusIndicator>
        <span className="wb-secondary wb-lab-counts">
          {overview === undefined ? null : countsText(overview)}
        </span>
        <Button loading={reset.isPending} onClick={() => reset.mutate(undefined)}>
          Reset…
        </Button>
        <Button loading={stop.isPending} onClick={() => stop.mutate(undefined)}>
          Stop the Lab
        </Button>
      </div>
      {reset.error === null || declined ? null : <ErrorPanel error={reset.error.wire} />}
      {notes.length === 0 ? null : (
        <Alert type="info" statusIconAriaLabel="Note">
          {notes.map((note) => (
            <div key={note}>{note}</div>
          ))}
        </Alert>
      )}
    </>
  );
}

function countsText({ seed, counts }: NonNullable<RunningLab['overview']>): string {
  const count = (value: number, name: string): string => `${value.toLocaleString()} ${name}`;
  return [
    seed,
    // A guest is one person, and a user in two tenants.
    count(counts.users, 'users'),
    count(counts.accounts, 'accounts'),
    count(counts.assignments, 'assignments'),
  ].join(' · ');
}
