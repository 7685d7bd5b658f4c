import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import type { LabChoices } from '../../../../shared/contract/lab.ts';
import { call } from '../../../bridge/call.ts';
import { EmptyState } from '../../../kit/EmptyState.tsx';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import { type LabStatus, useLabAction } from '../queries.ts';
import { useChoices } from '../use-choices.ts';
import { StartOptions } from './StartOptions.tsx';

/** No Lab yet: what it is, and the one way to get it. */
export function LabOff(props: { readonly status: LabStatus }) {
  const { status } = props;
  const choosing = useChoices();
  // How it ended is in the status, which outlives the page; the answer of the call need not be shown twice.
  const start = useLabAction((choices: LabChoices) => call('lab.start', { choices }));
  const { choices } = choosing;
  const starting = status.state === 'starting' || start.isPending;
  return (
    <div className="wb-lab-off">
      {status.error === undefined || starting ? null : (
        <ErrorPanel
          error={status.error}
          action={
            status.error.code === 'ERR_LAB_PORT_TAKEN' && choices !== undefined ? (
              <Button onClick={() => start.mutate({ ...choices, httpsPort: 0, httpPort: 0 })}>
                Start on free ports
              </Button>
            ) : undefined
          }
        />
      )}
      <EmptyState
        title="The clouds in a box"
        action={
          <span className="wb-row">
            <Button
              variant="primary"
              loading={starting}
              loadingText="Starting the Lab"
              disabled={choices === undefined}
              disabledReason="An option holds what is no number."
              onClick={() => choices !== undefined && start.mutate(choices)}
            >
              Start the Lab
            </Button>
            {starting ? <Button onClick={() => void call('lab.stop', {})}>Cancel</Button> : null}
          </span>
        }
      >
        Entra ID, AD FS and AWS IAM Identity Center on this machine, with people, passwords and an
        organization. Clients you have use it unchanged; nothing leaves the machine, and no account is needed.
      </EmptyState>
      <ExpandableSection headerText="Options" variant="footer">
        <StartOptions choosing={choosing} seedFile={status.seedFile} />
      </ExpandableSection>
    </div>
  );
}
