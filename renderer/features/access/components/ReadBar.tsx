import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import { useMutation } from '@tanstack/react-query';
import { call, wireErrorOf } from '../../../bridge/call.ts';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import { InstantText } from '../../../kit/InstantText.tsx';
import { type ReadFigures, useWork } from '../queries.ts';
import { accessWork } from '../work.ts';

const FORMATS = [
  { id: 'csv', text: 'CSV…' },
  { id: 'xlsx', text: 'Excel workbook…' },
  { id: 'yaml', text: 'Desired state in YAML…' },
  { id: 'terraform', text: 'Terraform with import blocks…' },
] as const;

interface ShownIdentity {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
}

/** As whom to read, what was read and when, and where to save it. */
export function ReadBar(props: {
  readonly identities: readonly ShownIdentity[];
  readonly identity: ShownIdentity;
  readonly onIdentity: (id: string) => void;
  readonly read: ReadFigures | undefined;
}) {
  const { identities, identity, read } = props;
  const { busy } = useWork();
  const save = useMutation({
    mutationFn: (format: (typeof FORMATS)[number]['id']) => call('access.exportTo', { format }),
  });
  const options = identities.map(({ id, name, kind }) => ({ value: id, label: name, description: kind }));
  return (
    <>
      <div className="wb-access-bar">
        <FormField label="As">
          <Select
            selectedOption={options.find(({ value }) => value === identity.id) ?? null}
            options={options}
            disabled={busy}
            onChange={({ detail }) => props.onIdentity(detail.selectedOption.value ?? '')}
          />
        </FormField>
        <div className="wb-row">
          <Button
            variant={read === undefined ? 'primary' : 'normal'}
            disabled={busy}
            onClick={() => void accessWork.read(identity.id)}
          >
            {read === undefined ? 'Read the organization' : 'Read again'}
          </Button>
          <ButtonDropdown
            items={FORMATS}
            disabled={read?.complete !== true}
            loading={save.isPending}
            onItemClick={({ detail }) => save.mutate(detail.id as (typeof FORMATS)[number]['id'])}
          >
            Export
          </ButtonDropdown>
        </div>
        {read === undefined ? null : <Figures read={read} />}
      </div>
      {save.error === null ? null : <ErrorPanel error={wireErrorOf(save.error)} />}
      {save.data?.path === undefined ? null : (
        <p className="wb-small wb-secondary" role="status">
          Saved in {save.data.path}.
        </p>
      )}
    </>
  );
}

function Figures(props: { readonly read: ReadFigures }) {
  const { read } = props;
  const number = new Intl.NumberFormat();
  const calls = Object.values(read.calls).reduce((sum, count) => sum + count, 0);
  return (
    <p className="wb-small wb-secondary wb-access-figures">
      {number.format(read.accounts)} accounts, {number.format(read.permissionSets)} permission sets,{' '}
      {number.format(read.assignments)} assignments, {number.format(read.groups)} groups,{' '}
      {number.format(read.users)} users.{' '}
      {read.complete ? (
        <>
          Read <InstantText instant={Date.parse(read.readAt)} /> with {number.format(calls)} calls in{' '}
          {read.seconds.toFixed(1)} s
          {read.naiveCalls > calls
            ? `; asking for every set in every account takes ${number.format(read.naiveCalls)}`
            : ''}
          {read.kept ? ', in an earlier run of the application' : ''}.
          {read.refreshed.slice(0, 1).map(({ name, readAt, calls: taken }) => (
            <span key={name}>
              {' '}
              {name} was read again <InstantText instant={Date.parse(readAt)} /> with {number.format(taken)}{' '}
              calls{read.refreshed.length > 1 ? `, ${read.refreshed.length - 1} more before` : ''}.
            </span>
          ))}
        </>
      ) : (
        'This is not all of it.'
      )}
    </p>
  );
}
