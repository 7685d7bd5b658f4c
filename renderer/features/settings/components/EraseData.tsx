import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call, wireErrorOf } from '../../../bridge/call.ts';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';

/** Erasing in two steps: the plan names every file; only the plan that was shown can be carried out. */
export function EraseData() {
  const client = useQueryClient();
  const plan = useMutation({ mutationFn: () => call('workspace.planErase', {}) });
  const apply = useMutation({
    mutationFn: (planId: string) => call('workspace.apply', { planId }),
    onSettled: () => {
      plan.reset();
      void client.invalidateQueries({ queryKey: ['workspace.files'] });
    },
  });
  const error = plan.error ?? apply.error;
  const planned = plan.data;
  return (
    <div className="wb-erase">
      {error === null ? null : <ErrorPanel error={wireErrorOf(error)} />}
      {apply.data === undefined || planned !== undefined ? null : (
        <Alert type="success" statusIconAriaLabel="Done">
          {apply.data.erased.length} {apply.data.erased.length === 1 ? 'file was' : 'files were'} erased.
        </Alert>
      )}
      {planned === undefined ? (
        <Button
          loading={plan.isPending}
          onClick={() => {
            apply.reset();
            plan.mutate();
          }}
        >
          Erase local data…
        </Button>
      ) : (
        <Alert
          type="warning"
          statusIconAriaLabel="Warning"
          header={planned.files.length === 0 ? 'There is nothing to erase' : 'These files will be erased'}
        >
          <ul className="wb-files">
            {planned.files.map((file) => (
              <li key={file.path} className="wb-mono">
                {file.path}
              </li>
            ))}
          </ul>
          <div className="wb-row">
            {planned.files.length === 0 ? null : (
              <Button loading={apply.isPending} onClick={() => apply.mutate(planned.planId)}>
                Erase {planned.files.length} {planned.files.length === 1 ? 'file' : 'files'}
              </Button>
            )}
            <Button variant="link" onClick={() => plan.reset()}>
              {planned.files.length === 0 ? 'Close' : 'Keep everything'}
            </Button>
          </div>
        </Alert>
      )}
    </div>
  );
}
