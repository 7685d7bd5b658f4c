import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import { useState } from 'react';
import { CopyField } from '../../../kit/CopyField.tsx';
import { type SetFacts, useWork } from '../queries.ts';
import { desiredOfSet, type SetValues } from '../set-form.ts';
import { accessWork } from '../work.ts';
import { InlinePolicy } from './InlinePolicy.tsx';
import { ManagedPolicies } from './ManagedPolicies.tsx';

const BOUNDARIES = [
  { value: 'none', label: 'None' },
  { value: 'managed', label: 'AWS-managed or account policy, by ARN' },
  { value: 'customer-managed', label: 'Customer-managed, by path and name' },
] as const;
/** One permission set: what it has, where a change would arrive, and the way to a plan. */
export function SetEditor(props: {
  readonly begin: SetValues;
  /** Absent for a new one. */
  readonly facts: SetFacts | undefined;
  /** ARNs in use in the organization. */
  readonly policies: readonly string[];
  readonly canPlan: boolean;
  readonly onBack: () => void;
  readonly onPlanned: () => void;
}) {
  const { begin, facts } = props;
  const { busy } = useWork();
  const [values, setValues] = useState(begin);
  const desired = desiredOfSet(values, begin);
  const set = (change: Partial<SetValues>) => setValues({ ...values, ...change });
  const known = facts?.set;
  const unread = (member: keyof NonNullable<typeof known>): boolean =>
    known !== undefined && known[member] === undefined;
  const text = (
    member: 'name' | 'description' | 'sessionDuration' | 'relayState',
    label: string,
    more = '',
  ) => (
    <FormField label={label} description={more}>
      <Input
        value={values[member]}
        spellcheck={false}
        onChange={({ detail }) => set({ [member]: detail.value })}
      />
    </FormField>
  );
  const lines = (member: 'tags' | 'customerManagedPolicies', label: string, description: string) => (
    <FormField
      stretch
      label={label}
      description={unread(member) ? 'This could not be read. What is entered replaces it.' : description}
    >
      <textarea
        className="wb-lines"
        rows={3}
        spellCheck={false}
        aria-label={label}
        value={values[member]}
        onChange={(event) => set({ [member]: event.target.value })}
      />
    </FormField>
  );
  return (
    <div className="wb-access-editor">
      <div className="wb-row">
        <Button iconName="arrow-left" onClick={props.onBack}>
          All permission sets
        </Button>
        {known === undefined ? null : (
          <Button
            iconName="refresh"
            disabled={busy || desired !== undefined}
            onClick={() => void accessWork.refresh({ permissionSetArn: known.arn })}
          >
            Read it again
          </Button>
        )}
      </div>
      <h2>{facts === undefined ? 'New permission set' : values.name}</h2>
      {known === undefined ? (
        text('name', 'Name', 'At most 32 characters; it cannot be changed later')
      ) : (
        <CopyField value={known.arn} label="ARN" mono />
      )}
      {facts?.inManagementAccount === true ? (
        <Alert type="info" statusIconAriaLabel="Note">
          It is provisioned in the management account: a delegated administrator may not change it.
        </Alert>
      ) : null}
      <div className="wb-access-columns">
        {text('description', 'Description', 'AWS lets it be replaced, not removed')}
        {text('sessionDuration', 'Session duration', 'ISO 8601, PT1H to PT12H')}
        {text('relayState', 'Relay state', 'Where the console opens')}
        {lines('tags', 'Tags', 'key=value, one a line')}
      </div>
      <ManagedPolicies
        value={values.managedPolicies}
        inUse={props.policies}
        unread={unread('managedPolicies')}
        onChange={(managedPolicies) => set({ managedPolicies })}
      />
      {lines(
        'customerManagedPolicies',
        'Customer-managed policies',
        'Path and name as in every account, one a line',
      )}
      <div className="wb-access-columns">
        <FormField label="Permissions boundary">
          <Select
            selectedOption={BOUNDARIES.find(({ value }) => value === values.boundary) ?? null}
            options={BOUNDARIES}
            onChange={({ detail }) => set({ boundary: detail.selectedOption.value as SetValues['boundary'] })}
          />
        </FormField>
        {values.boundary === 'none' ? null : (
          <FormField label={values.boundary === 'managed' ? 'Its ARN' : 'Its path and name'}>
            <Input
              value={values.boundaryPolicy}
              spellcheck={false}
              onChange={({ detail }) => set({ boundaryPolicy: detail.value })}
            />
          </FormField>
        )}
      </div>
      <InlinePolicy
        text={values.inlinePolicy}
        unread={unread('inlinePolicy')}
        onChange={(inlinePolicy) => set({ inlinePolicy })}
      />
      {facts === undefined ? null : <Effect facts={facts} />}
      <div className="wb-row">
        <Button
          variant="primary"
          disabled={busy || !props.canPlan || desired === undefined || values.name.trim() === ''}
          onClick={() => {
            if (desired === undefined) return;
            accessWork.write(desired);
            void accessWork.plan(desired, { prune: false, provision: false });
            props.onPlanned();
          }}
        >
          Plan this change
        </Button>
        {facts?.accounts.some(({ outdated }) => outdated) ? (
          <Button
            disabled={busy || !props.canPlan}
            onClick={() => {
              const again = `${JSON.stringify({ version: 1, permissionSets: { [values.name]: {} } }, null, 2)}\n`;
              accessWork.write(again);
              void accessWork.plan(again, { prune: false, provision: true });
              props.onPlanned();
            }}
          >
            Plan to provision it again
          </Button>
        ) : null}
        <span className="wb-small wb-secondary">
          {desired === undefined ? 'Nothing was changed.' : 'Nothing is sent before the plan is applied.'}
        </span>
      </div>
    </div>
  );
}

function Effect(props: { readonly facts: SetFacts }) {
  const { accounts } = props.facts;
  return (
    <section aria-label="Effect">
      <h3>
        {accounts.length === 0
          ? 'In no account: a change reaches nobody yet'
          : `A change reaches ${accounts.length} ${accounts.length === 1 ? 'account' : 'accounts'} once it is provisioned, a step of its own in the plan`}
      </h3>
      <ul className="wb-access-list wb-access-accounts">
        {accounts.slice(0, 100).map(({ id, name, outdated }) => (
          <li key={id}>
            {name} <span className="wb-mono wb-secondary">{id}</span>
            {outdated ? ' has an older state' : ''}
          </li>
        ))}
      </ul>
      {accounts.length > 100 ? <p className="wb-small">… and {accounts.length - 100} more.</p> : null}
    </section>
  );
}
