import Icon from '@cloudscape-design/components/icon';
import { useSyncExternalStore } from 'react';
import type { ActivityStore } from './activity-store.ts';

/** Opens the activity panel; tells how much is running. */
export function ActivityButton(props: {
  readonly activity: ActivityStore;
  readonly open: boolean;
  readonly onToggle: () => void;
}) {
  const all = useSyncExternalStore(props.activity.subscribe, props.activity.snapshot);
  const running = all.filter((each) => each.state === 'running').length;
  const label = running === 0 ? 'Activity' : `Activity, ${running} running`;
  return (
    <button
      type="button"
      className="wb-icon-button wb-head-button"
      aria-label={label}
      title={label}
      aria-expanded={props.open}
      onClick={props.onToggle}
    >
      <Icon name="history" />
      {running === 0 ? null : <span className="wb-count">{running}</span>}
    </button>
  );
}
