import Button from '@cloudscape-design/components/button';
import ButtonDropdown, { type ButtonDropdownProps } from '@cloudscape-design/components/button-dropdown';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { IdentityKind } from '../../../../shared/core/connections/identity.ts';
import { call, wireErrorOf } from '../../../bridge/call.ts';
import { EmptyState } from '../../../kit/EmptyState.tsx';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import { KIND_FORMS } from '../identity-form.ts';
import { KINDS, kindText } from '../kinds.ts';
import type { ConnectionList, ShownIdentity, ShownWorkspace } from '../queries.ts';
import { IdentityEditor } from './IdentityEditor.tsx';
import { SetUpApplication } from './SetUpApplication.tsx';
import { TestRun } from './TestRun.tsx';

const MENU = [...new Set(KINDS.map(({ side }) => side))].map((side) => ({
  text: side,
  items: KINDS.filter((kind) => kind.side === side).map(({ kind, label, description }) => ({
    id: kind,
    text: label,
    secondaryText: description,
  })),
}));

type Editing = { readonly kind: IdentityKind; readonly identity?: ShownIdentity };

/** Who one may be in a workspace: add, try, change, forget. */
export function IdentitiesTab(props: { readonly list: ConnectionList; readonly workspace: ShownWorkspace }) {
  const { list, workspace } = props;
  const isLab = workspace.id === 'lab';
  const [editing, setEditing] = useState<Editing>();
  const [settingUp, setSettingUp] = useState(false);
  const addButton = useRef<ButtonDropdownProps.Ref>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    // Whoever closed a form by keyboard goes on where it was opened.
    if (wasOpen.current && editing === undefined && !settingUp) addButton.current?.focus();
    wasOpen.current = editing !== undefined || settingUp;
  }, [editing, settingUp]);
  const add = isLab ? null : (
    <ButtonDropdown
      ref={addButton}
      variant="primary"
      items={MENU}
      onItemClick={({ detail }) => setEditing({ kind: detail.id as IdentityKind })}
    >
      Add identity
    </ButtonDropdown>
  );
  if (settingUp) return <SetUpApplication workspace={workspace} onDone={() => setSettingUp(false)} />;
  if (editing !== undefined) {
    return (
      <IdentityEditor
        key={editing.identity?.id ?? editing.kind}
        workspace={workspace}
        kind={editing.kind}
        identity={editing.identity}
        present={list.secrets[editing.identity?.id ?? ''] ?? []}
        onDone={() => setEditing(undefined)}
        onSetUp={() => {
          setEditing(undefined);
          setSettingUp(true);
        }}
      />
    );
  }
  if (workspace.identities.length === 0) {
    return (
      <EmptyState
        title="Nobody yet"
        action={
          <div className="wb-row">
            {add}
            <Button onClick={() => setSettingUp(true)}>Set up an application…</Button>
          </div>
        }
      >
        The quickest: “Me, in the browser” for Entra, and a profile of ~/.aws for AWS. Entra needs an
        application of yours first; setting one up takes a minute.
      </EmptyState>
    );
  }
  return (
    <div className="wb-identities">
      <div className="wb-row">
        {add}
        {isLab ? <span className="wb-secondary">These come from the running Lab.</span> : null}
        <Button onClick={() => setSettingUp(true)}>Set up an application…</Button>
      </div>
      <ul className="wb-plain-list">
        {workspace.identities.map((identity) => (
          <IdentityRow
            key={identity.id}
            workspace={workspace}
            identity={identity}
            present={list.secrets[identity.id] ?? []}
            onEdit={isLab ? undefined : () => setEditing({ kind: identity.kind, identity })}
          />
        ))}
      </ul>
    </div>
  );
}

function IdentityRow(props: {
  readonly workspace: ShownWorkspace;
  readonly identity: ShownIdentity;
  readonly present: readonly string[];
  readonly onEdit: (() => void) | undefined;
}) {
  const { workspace, identity, present } = props;
  const [trying, setTrying] = useState(false);
  const forget = useMutation({
    mutationFn: async () => {
      const { planId } = await call('connections.planForget', {
        workspaceId: workspace.id,
        identityId: identity.id,
      });
      await call('connections.apply', { planId });
    },
  });
  const missing = KIND_FORMS[identity.kind].secrets.filter(
    ({ field, optional }) => optional !== true && !present.includes(field),
  );
  const failed = forget.error === null ? undefined : wireErrorOf(forget.error);
  return (
    <li className="wb-identity">
      <div className="wb-identity-head">
        <div>
          <h2>{identity.name}</h2>
          <p className="wb-small wb-secondary">
            {kindText(identity.kind).label} · {factsOf(identity)}
          </p>
          {missing.length === 0 ? null : (
            <StatusIndicator type="warning">
              {missing.map(({ label }) => label).join(', ')} must be entered again
            </StatusIndicator>
          )}
        </div>
        <div className="wb-row">
          <Button ariaLabel={`Try it: ${identity.name}`} onClick={() => setTrying(true)} disabled={trying}>
            Try it
          </Button>
          {props.onEdit === undefined ? null : (
            <>
              <Button variant="link" ariaLabel={`Change ${identity.name}`} onClick={props.onEdit}>
                Change
              </Button>
              <Button
                variant="link"
                ariaLabel={`Forget… ${identity.name}`}
                loading={forget.isPending}
                onClick={() => forget.mutate()}
              >
                Forget…
              </Button>
            </>
          )}
        </div>
      </div>
      {failed === undefined || failed.code === 'ERR_PLAN_DECLINED' ? null : <ErrorPanel error={failed} />}
      {trying ? <TestRun workspace={workspace} identity={identity} onClose={() => setTrying(false)} /> : null}
    </li>
  );
}

/** What tells two identities of one kind apart. */
function factsOf(identity: ShownIdentity): string {
  const members: Readonly<Record<string, unknown>> = { ...identity };
  const shown = ['tenant', 'clientId', 'profile', 'accountId', 'roleName', 'accessKeyId', 'assertionFile'];
  const facts = shown.flatMap((name) => (typeof members[name] === 'string' ? [members[name]] : []));
  return facts.length === 0 ? 'nothing to enter' : facts.join(' · ');
}
