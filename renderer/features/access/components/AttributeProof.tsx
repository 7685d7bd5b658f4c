import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, wireErrorOf } from '../../../bridge/call.ts';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import { VirtualTable } from '../../../kit/VirtualTable.tsx';

type Told = Awaited<ReturnType<typeof call<'access.proveAttributes'>>>;

/** Signs somebody of the Lab in, and shows which session tags the role session has. */
export function AttributeProof(props: { readonly canProve: boolean }) {
  const [userName, setUserName] = useState('');
  const prove = useMutation({
    mutationFn: () => call('access.proveAttributes', { userName: userName.trim() }),
  });
  if (!props.canProve)
    return (
      <section aria-label="Proof">
        <h2>Proof</h2>
        <p className="wb-small wb-secondary">
          Sign in to the access portal and open a role, then look at <code>principalTags</code> of
          AssumeRoleWithSAML in CloudTrail. With the Lab’s workspace live, a sign-in is tried here.
        </p>
      </section>
    );
  return (
    <section aria-label="Proof" className="wb-access-attributes">
      <h2>Proof by a sign-in</h2>
      <form
        className="wb-access-setbar"
        onSubmit={(event) => {
          event.preventDefault();
          if (userName.trim() !== '' && !prove.isPending) prove.mutate();
        }}
      >
        <FormField
          label="Sign in as"
          description="Somebody of the Lab: through Entra and AD FS to the access portal and on into a role, by the pages themselves"
        >
          <Input
            value={userName}
            placeholder="bart.simpson@jogcloud.com"
            spellcheck={false}
            onChange={({ detail }) => setUserName(detail.value.slice(0, 200))}
          />
        </FormField>
        <Button formAction="submit" disabled={userName.trim() === ''} loading={prove.isPending}>
          Sign in
        </Button>
      </form>
      {prove.error === null ? null : <ErrorPanel error={wireErrorOf(prove.error)} />}
      {prove.data === undefined ? null : <Outcome told={prove.data} />}
    </section>
  );
}

function Outcome(props: { readonly told: Told }) {
  const { userName, role, stoppedAt, tags, claims, hops } = props.told;
  if (role === undefined)
    return (
      <p role="status" className="wb-error">
        {userName} stopped at {stoppedAt?.url}: {stoppedAt?.title}. {stoppedAt?.text}
      </p>
    );
  const rows = Object.entries(tags);
  return (
    <>
      <p role="status">
        {userName} is {role.permissionSet} in {role.account}, after {hops.length} requests, with {rows.length}{' '}
        {rows.length === 1 ? 'session tag' : 'session tags'}.
      </p>
      {rows.length === 0 ? null : (
        <VirtualTable
          label="Session tags"
          rows={rows}
          keyOf={([key]) => key}
          columns={[
            {
              id: 'tag',
              header: 'Policies see',
              track: 'minmax(0, 1fr)',
              cell: ([key]) => <code>aws:PrincipalTag/{key}</code>,
            },
            { id: 'value', header: 'Value', track: 'minmax(0, 1fr)', cell: ([, value]) => value },
            {
              id: 'from',
              header: 'From',
              track: '160px',
              cell: ([key]) => (claims[key] === undefined ? 'the attribute' : 'the claim'),
            },
          ]}
        />
      )}
    </>
  );
}
