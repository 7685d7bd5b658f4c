import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import { VirtualTable } from '../../../kit/VirtualTable.tsx';
import { useWork } from '../queries.ts';
import { accessWork, type ShownPlan } from '../work.ts';

function effectOf(kind: string): string {
  if (/^(?:create|attach|tag)-/.test(kind)) return 'adds';
  return /^(?:delete|detach|untag)-/.test(kind) ? 'takes away' : 'changes';
}

/** What would be done: every change with its calls, what it costs, what to be careful of; and the button that does it. */
export function PlanView(props: { readonly plan: ShownPlan }) {
  const { plan } = props;
  const { busy } = useWork();
  const { changes, total, warnings, estimate, unmentioned, peopleLosingAccess } = plan;
  const left = unmentioned.permissionSets + unmentioned.assignments;
  return (
    <section className="wb-access-plan" aria-label="Plan">
      <h2>{total === 0 ? 'Nothing would change' : `${total} ${total === 1 ? 'change' : 'changes'}`}</h2>
      <p className="wb-secondary">
        {total === 0
          ? ''
          : `${plan.creates} add, ${plan.deletes} take away; about ${estimate.calls} calls and ${estimate.seconds} s at the rate AWS answers. `}
        {peopleLosingAccess > 0 ? (
          <strong className="wb-error">
            {peopleLosingAccess} {peopleLosingAccess === 1 ? 'person loses' : 'people lose'} access.{' '}
          </strong>
        ) : null}
        {left === 0
          ? ''
          : `Not mentioned and left alone: ${unmentioned.permissionSets} permission sets, ${unmentioned.assignments} assignments.`}
      </p>
      {warnings.length === 0 ? null : (
        <Alert type="warning" statusIconAriaLabel="Warning" header="Before you apply">
          <ul className="wb-access-list">
            {warnings.map(({ kind, message }) => (
              <li key={`${kind} ${message}`}>{message}</li>
            ))}
          </ul>
        </Alert>
      )}
      {changes.length === 0 ? null : (
        <VirtualTable
          label="Changes"
          rows={changes}
          keyOf={({ id }) => id}
          columns={[
            {
              id: 'effect',
              header: 'Effect',
              track: '88px',
              cell: ({ kind }) => effectOf(kind),
            },
            {
              id: 'change',
              header: 'Change',
              track: 'minmax(0, 1fr)',
              cell: ({ text, managementOnly }) => (
                <>
                  {text}
                  {managementOnly ? <span className="wb-secondary"> · management account only</span> : null}
                </>
              ),
            },
            {
              id: 'calls',
              header: 'Calls',
              track: 'minmax(0, 0.6fr)',
              cell: ({ calls }) => <span className="wb-mono">{calls.join(', ')}</span>,
            },
          ]}
        />
      )}
      {total > changes.length ? (
        <p className="wb-small wb-secondary">
          The first {changes.length} are listed; the command line writes all of them.
        </p>
      ) : null}
      {total === 0 ? null : plan.writable ? (
        <div className="wb-row">
          <Button
            variant="primary"
            disabled={busy || plan.planId === undefined}
            onClick={() => void accessWork.apply(plan.planId ?? '')}
          >
            Apply…
          </Button>
          <span className="wb-small wb-secondary">
            It asks once more, reads again what it touches, and refuses if that has changed. The plan can be
            applied for ten minutes.
          </span>
        </div>
      ) : (
        <Alert type="info" statusIconAriaLabel="Note">
          The live workspace is read only, so that this cannot be applied. Connections, Clouds has the switch.
        </Alert>
      )}
    </section>
  );
}
