import Button from '@cloudscape-design/components/button';
import Icon from '@cloudscape-design/components/icon';
import { useSyncExternalStore } from 'react';
import type { Notice, NoticeStore } from './notice-store.ts';

function Action(props: { readonly notice: Notice; readonly onDone: () => void }) {
  const { action } = props.notice;
  if (action === undefined) return null;
  return (
    <Button
      variant="inline-link"
      onClick={() => {
        props.onDone();
        action.run();
      }}
    >
      {action.label}
    </Button>
  );
}

/** The notices as slim bars above every page. */
export function Notices(props: { readonly notices: NoticeStore }) {
  const { notices } = props;
  const shown = useSyncExternalStore(notices.subscribe, notices.snapshot);
  return (
    <section className="wb-notices" aria-label="Notices">
      {shown.map((notice) => (
        <div key={notice.id} className="wb-notice" data-tone={notice.tone} role="status">
          <Icon name={notice.tone === 'info' ? 'status-info' : 'status-warning'} size="small" />
          <span>
            {notice.text} <Action notice={notice} onDone={() => notices.dismiss(notice.id)} />
          </span>
          {notice.dismissible ? (
            <button
              type="button"
              className="wb-icon-button"
              aria-label="Dismiss"
              onClick={() => notices.dismiss(notice.id)}
            >
              <Icon name="close" size="small" />
            </button>
          ) : null}
        </div>
      ))}
    </section>
  );
}
