import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, wireErrorOf } from '../../../bridge/call.ts';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import type { ConnectionList, ShownWorkspace } from '../queries.ts';

type Action = 'duplicate' | 'export' | 'import' | 'remove';

/** Which workspace is live, whether it may change anything, and what can be done with it as a whole. */
export function WorkspaceBar(props: { readonly list: ConnectionList; readonly workspace: ShownWorkspace }) {
  const { workspace } = props;
  const [naming, setNaming] = useState(false);
  const activate = useMutation({
    mutationFn: (id: string) => call('connections.activate', { workspaceId: id }),
  });
  const act = useMutation({ mutationFn: (action: Action) => perform(action, workspace.id) });
  const error = activate.error ?? act.error;
  const options = props.list.workspaces.map(({ id, name, writable }) => ({
    value: id,
    label: name,
    description: writable ? 'May change things, each by a confirmed plan' : 'Read only',
  }));
  const isLab = workspace.id === 'lab';
  return (
    <div className="wb-workspace-bar">
      <FormField label="Workspace">
        <Select
          selectedOption={options.find(({ value }) => value === workspace.id) ?? null}
          options={options}
          onChange={({ detail }) => activate.mutate(detail.selectedOption.value ?? 'lab')}
        />
      </FormField>
      <div className="wb-row">
        <Button onClick={() => setNaming(true)}>New workspace</Button>
        <ButtonDropdown
          items={[
            { id: 'duplicate', text: 'Duplicate' },
            { id: 'export', text: 'Export without secrets…' },
            { id: 'import', text: 'Import…' },
            { id: 'remove', text: 'Remove…', disabled: isLab },
          ]}
          loading={act.isPending}
          onItemClick={({ detail }) => act.mutate(detail.id as Action)}
        >
          More
        </ButtonDropdown>
      </div>
      {naming ? <NewWorkspace onDone={() => setNaming(false)} /> : null}
      {error === null || wireErrorOf(error).code === 'ERR_PLAN_DECLINED' ? null : (
        <ErrorPanel error={wireErrorOf(error)} />
      )}
    </div>
  );
}

async function perform(action: Action, workspaceId: string): Promise<void> {
  if (action === 'import') {
    const { workspaceId: made } = await call('connections.import', {});
    if (made !== undefined) await call('connections.activate', { workspaceId: made });
  } else if (action === 'export') await call('connections.export', { workspaceId });
  else if (action === 'duplicate') {
    const made = await call('connections.duplicate', { workspaceId });
    await call('connections.activate', made);
  } else {
    const { planId } = await call('connections.planForget', { workspaceId });
    await call('connections.apply', { planId });
  }
}

function NewWorkspace(props: { readonly onDone: () => void }) {
  const [name, setName] = useState('');
  const create = useMutation({
    mutationFn: async () =>
      call('connections.activate', await call('connections.create', { name: name.trim() })),
    onSuccess: props.onDone,
  });
  const submit = () => {
    if (name.trim() !== '') create.mutate();
  };
  return (
    <div className="wb-new-workspace">
      <FormField
        label="Name of the new workspace"
        description="It begins read only: nothing can be changed by mistake."
        errorText={create.error === null ? undefined : wireErrorOf(create.error).message}
      >
        <Input
          value={name}
          autoFocus
          placeholder="Contoso"
          onChange={({ detail }) => setName(detail.value)}
          onKeyDown={({ detail }) => {
            if (detail.key === 'Enter') submit();
            if (detail.key === 'Escape') props.onDone();
          }}
        />
      </FormField>
      <div className="wb-row">
        <Button variant="primary" disabled={name.trim() === ''} loading={create.isPending} onClick={submit}>
          Create
        </Button>
        <Button variant="link" onClick={props.onDone}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
