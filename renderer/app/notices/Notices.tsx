import Icon from '@cloudscape-design/components/icon';
import { useSyncExternalStore } from 'react';
import type { NoticeStore } from './notice-store.ts';

/** The notices as slim bars above every page. */
export function Notices(props: { readonly notices: NoticeStore }) {
  const { notices } = props;
  const shown = useSyncExternalStore(notices.subscribe, notices.snapshot);
  return (
    <section className="wb-notices" aria-label="Notices">
      {shown.map((notice) => (
        <div key={notice.id} className="wb-notice" data-tone={notice.tone} role="status">
          <Icon name={notice.tone === 'info' ? 'status-info' : 'status-warning'} size="small" />
          <span>{notice.text}</span>
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
