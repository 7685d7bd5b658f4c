import Alert from '@cloudscape-design/components/alert';
import type { ReactNode } from 'react';
import type { WireError } from '../../shared/core/errors/workbench-error.ts';
import { CopyField } from './CopyField.tsx';
import { detailsOfError } from './error-advice.ts';

/** A failure as the reader needs it: what happened, where, the one next step, and the id to report it with. */
export function ErrorPanel(props: { readonly error: WireError; readonly action?: ReactNode }) {
  const { error } = props;
  const details = detailsOfError(error);
  return (
    <Alert type="error" header={error.message} action={props.action} statusIconAriaLabel="Error">
      <div>{error.hint}</div>
      {details === undefined ? null : <div>{details}</div>}
      <div className="wb-small wb-secondary">
        <CopyField value={error.code} label="error code" mono />
        {error.correlationId === undefined ? null : (
          <>
            {' · correlation id '}
            <CopyField value={error.correlationId} label="correlation id" mono />
          </>
        )}
      </div>
    </Alert>
  );
}
