import Tabs from '@cloudscape-design/components/tabs';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import type { InspectedMessage } from '../../../../shared/core/inspector/report.ts';
import { focusNextFailure } from '../../../kit/next-failure.ts';
import { ChecksTab } from './ChecksTab.tsx';
import { ClaimsTab } from './ClaimsTab.tsx';
import { NotChecked } from './NotChecked.tsx';
import { SignaturesTab } from './SignaturesTab.tsx';
import { VerdictBanner } from './VerdictBanner.tsx';
import { type ShownPlace, ViewsTab } from './ViewsTab.tsx';

const CertificatesTab = lazy(() => import('./CertificatesTab.tsx'));

const DECRYPTION: ReadonlySet<string> = new Set(['encryption.key', 'encryption.decrypt']);

/** What nobody asked to check, with what needs a key first: without one, the rest proves little. */
function notChecked({ verdict, checks, signatures, notChecked: names }: InspectedMessage): readonly string[] {
  const closed = checks.some(({ id, status }) => DECRYPTION.has(id) && status !== 'pass');
  const unverified = verdict === 'unverified' && signatures.some(({ status }) => status === 'not-checked');
  const keys = [...(unverified ? ['signature'] : []), ...(closed ? ['decryption'] : [])];
  return [...keys.filter((name) => !names.includes(name)), ...names];
}

/**
 * Everything about one message: the verdict, then why, then what is in it.
 *
 * @param props.tools what can be done with it
 * @param props.hint what else could be asked of it
 */
export function MessagePanel(props: {
  readonly message: InspectedMessage;
  readonly busy: boolean;
  readonly tools: ReactNode;
  readonly hint: ReactNode;
  readonly onCheck: (fieldId: string) => void;
}) {
  const { message } = props;
  const [tab, setTab] = useState('checks');
  const [place, setPlace] = useState<ShownPlace>({ view: 0 });

  const showPlace = (checkId: string) => {
    const view = message.views.findIndex((each) => each.places.some((found) => found.checkId === checkId));
    const found = message.views[view]?.places.find((each) => each.checkId === checkId);
    if (found === undefined) return;
    setPlace({ view, range: { start: found.start, end: found.end } });
    setTab('text');
  };

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'F8') return;
      event.preventDefault();
      setTab('checks');
      requestAnimationFrame(focusNextFailure);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);

  return (
    <div className="wb-message">
      <VerdictBanner message={message} busy={props.busy} />
      <NotChecked names={notChecked(message)} onCheck={props.onCheck} />
      {props.hint}
      {props.tools}
      <Tabs
        activeTabId={tab}
        ariaLabel="About this message"
        i18nStrings={{ scrollLeftAriaLabel: 'Earlier tabs', scrollRightAriaLabel: 'Further tabs' }}
        onChange={({ detail }) => setTab(detail.activeTabId)}
        tabs={[
          {
            id: 'checks',
            label: 'Checks',
            content: <ChecksTab message={message} onShowPlace={showPlace} />,
          },
          {
            id: 'claims',
            label: 'Claims',
            content: tab === 'claims' ? <ClaimsTab message={message} /> : null,
          },
          {
            id: 'text',
            label: 'Decoded',
            content:
              tab === 'text' ? (
                <ViewsTab message={message} place={place} onSelect={(view) => setPlace({ view })} />
              ) : null,
          },
          {
            id: 'signatures',
            label: 'Signatures',
            content: tab === 'signatures' ? <SignaturesTab message={message} /> : null,
          },
          {
            id: 'certificates',
            label: 'Certificates',
            content:
              tab === 'certificates' ? (
                <Suspense>
                  <CertificatesTab message={message} />
                </Suspense>
              ) : null,
          },
        ]}
      />
    </div>
  );
}
