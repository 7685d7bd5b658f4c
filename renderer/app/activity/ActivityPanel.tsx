import Button from '@cloudscape-design/components/button';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { type KeyboardEvent, useEffect, useRef, useSyncExternalStore } from 'react';
import type { Activity, ActivityStore } from './activity-store.ts';

const LOOKS = {
  running: { type: 'in-progress', text: 'Running' },
  done: { type: 'success', text: 'Done' },
  failed: { type: 'error', text: 'Failed' },
  cancelled: { type: 'stopped', text: 'Cancelled' },
} as const satisfies Record<Activity['state'], unknown>;

const took = (milliseconds: number): string =>
  milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;

/** The work that runs and ran, each running piece with its way to stop. */
export function ActivityPanel(props: { readonly activity: ActivityStore; readonly onClose: () => void }) {
  const { activity } = props;
  const shown = useSyncExternalStore(activity.subscribe, activity.snapshot);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), []);
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') props.onClose();
  };
  return (
    <aside className="wb-activity" ref={panel} tabIndex={-1} aria-label="Activity" onKeyDown={press}>
      <div className="wb-pane-head">
        <h2>Activity</h2>
        <Button variant="icon" iconName="close" ariaLabel="Close" onClick={props.onClose} />
      </div>
      {shown.length === 0 ? <p className="wb-secondary">Nothing has run yet.</p> : null}
      <ul>
        {shown.map((each) => (
          <li key={each.id}>
            <span>{each.title}</span>
            <StatusIndicator type={LOOKS[each.state].type}>
              {LOOKS[each.state].text}
              {each.took === undefined ? '' : ` · ${took(each.took)}`}
            </StatusIndicator>
            {each.state === 'running' ? (
              <Button variant="inline-link" onClick={() => activity.cancel(each)}>
                Cancel
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </aside>
  );
}
