import Button from '@cloudscape-design/components/button';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call, wireErrorOf } from '../../../bridge/call.ts';
import { EmptyState } from '../../../kit/EmptyState.tsx';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import { AttributeEditor } from './AttributeEditor.tsx';
import { AttributeProof } from './AttributeProof.tsx';

/** Attributes for access control: session tags, what stands behind each, and who decides by them. */
export function AttributesTab(props: { readonly readId: string }) {
  const [begun, setBegun] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['access.attributes', props.readId],
    queryFn: () => call('access.attributes', {}),
    retry: false,
  });
  if (error !== null)
    return (
      <ErrorPanel
        error={wireErrorOf(error)}
        action={<Button onClick={() => void refetch()}>Try again</Button>}
      />
    );
  if (data === undefined) return <EmptyState title="Asking IAM Identity Center …" />;
  const { state, reason, attributes, unconfigured } = data;
  return (
    <div className="wb-access-attributes">
      <p className="wb-secondary">
        Whoever signs in to a role brings these along as session tags, and policies decide by{' '}
        <code>aws:PrincipalTag/…</code>. A claim of the sign-in wins over what is configured here.
      </p>
      {state === 'OFF' && !begun ? (
        <EmptyState
          title="Attributes for access control are off"
          action={
            <Button variant="primary" onClick={() => setBegun(true)}>
              Set them up
            </Button>
          }
        >
          While they are off, no session tag is set, not even by a claim.
        </EmptyState>
      ) : (
        <>
          {state === 'ENABLED' || state === 'OFF' ? null : (
            <p role="status" className={state === 'CREATION_FAILED' ? 'wb-error' : 'wb-secondary'}>
              {state === 'CREATION_FAILED'
                ? `AWS could not switch them on: ${reason ?? 'it does not say why.'}`
                : 'AWS is still switching them on.'}
            </p>
          )}
          <AttributeEditor key={JSON.stringify(attributes)} on={state !== 'OFF'} attributes={attributes} />
        </>
      )}
      {unconfigured.length === 0 ? null : (
        <section aria-label="Not configured">
          <h2>Decided by, but not configured</h2>
          <ul className="wb-access-list">
            {unconfigured.map(({ key, usedBy }) => (
              <li key={key}>
                <code>aws:PrincipalTag/{key}</code> in {usedBy.join(', ')}
              </li>
            ))}
          </ul>
        </section>
      )}
      <AttributeProof canProve={data.canProve} />
    </div>
  );
}
