import Button from '@cloudscape-design/components/button';
import { lazy, Suspense, useState, useSyncExternalStore } from 'react';
import { AsOf } from '../../kit/as-of.ts';
import { useFilePicker } from '../../kit/use-file-picker.tsx';
import { messagesAtHand } from './at-hand.ts';
import { InputPane } from './components/InputPane.tsx';
import { MessageTools } from './components/MessageTools.tsx';
import { OptionsPanel } from './components/OptionsPanel.tsx';
import { ReportPane } from './components/ReportPane.tsx';
import { SampleChoice } from './components/SampleChoice.tsx';
import { SuggestedProfile } from './components/SuggestedProfile.tsx';
import { useInspection } from './queries.ts';
import type { InspectorSession } from './session.ts';
import { useKeepHistory } from './use-history.ts';
import { useSavedOptions } from './use-saved-options.ts';
import './inspector.css';

const HistorySheet = lazy(() => import('./components/HistorySheet.tsx'));
const ComparePane = lazy(() => import('./components/ComparePane.tsx'));

/** Focuses a field that may only be there in some frames, because its section was just opened. */
function focusSoon(id: string, attempts = 30): void {
  requestAnimationFrame(() => {
    const field = document.getElementById(id);
    field?.focus();
    const done = field !== null && document.activeElement === field;
    if (!done && attempts > 0) focusSoon(id, attempts - 1);
  });
}

/**
 * Paste anything, see the truth.
 *
 * @param props.onNotice says above the page what has happened
 */
export default function InspectorPage(props: {
  readonly session: InspectorSession;
  readonly onNotice: (text: string) => void;
}) {
  const { session } = props;
  const snapshot = useSyncExternalStore(session.subscribe, session.snapshot);
  const inspection = useInspection(session, snapshot);
  useKeepHistory(session, snapshot, inspection);
  const { comparing } = snapshot;
  // The message one came from, as long as the input is the same.
  const [compared, setCompared] = useState({ index: 0, replaced: -1 });
  const atHand = messagesAtHand(session, inspection);
  const [expanded, setExpanded] = useState(true);
  const [wanted, setWanted] = useState<{ readonly fieldId: string }>();
  const { picker, pick } = useFilePicker();
  const unsaved = useSavedOptions(session);

  const useAsKey = () => {
    const key = { kind: 'any' as const, text: session.text, name: snapshot.source ?? 'Pasted key' };
    const own = session.ownOptions;
    session.replace('');
    session.setOwnOptions({ ...own, trust: [...own.trust, key] });
    focusSoon('inspector-input');
  };

  return (
    <AsOf value={session.options.at}>
      <div className="wb-inspector">
        {picker}
        {snapshot.historyShown ? (
          <Suspense>
            <HistorySheet
              onClose={() => session.showHistory(false)}
              onOpen={(text, source) => {
                session.showHistory(false);
                session.replace(text, source);
              }}
            />
          </Suspense>
        ) : null}
        <div className="wb-inspector-in">
          <div className="wb-pane-head">
            <h1>Inspector</h1>
            <Button variant="inline-link" onClick={() => session.showHistory(true)}>
              History…
            </Button>
          </div>
          <InputPane
            session={session}
            snapshot={snapshot}
            onOpenFile={() => pick((file) => void session.openFile(file))}
          />
          <OptionsPanel
            // The form takes its values once; a sample brings its own keys.
            key={snapshot.optionsReplaced}
            session={session}
            expanded={expanded}
            borrowed={snapshot.borrowed}
            unsaved={unsaved}
            wanted={wanted}
            onExpand={setExpanded}
            onOpenFile={pick}
          />
        </div>
        <section className="wb-inspector-out" aria-label="Verdict">
          {comparing === undefined || atHand === undefined || atHand.rows.length === 0 ? (
            <ReportPane
              inspection={inspection}
              turn={snapshot.replaced}
              first={compared.replaced === snapshot.replaced ? compared.index : 0}
              empty={<SampleChoice session={session} />}
              tools={(index) =>
                atHand === undefined ? null : (
                  <MessageTools
                    atHand={atHand}
                    index={index}
                    onCompare={() => session.compare(index)}
                    onSaved={(path) => props.onNotice(`Evidence saved: ${path}`)}
                  />
                )
              }
              hint={(message) =>
                // A sample, or a link, has chosen already.
                snapshot.borrowed ? null : (
                  <SuggestedProfile
                    message={message}
                    profile={session.options.profile}
                    onProfile={(profile) => session.setOwnOptions({ ...session.ownOptions, profile })}
                  />
                )
              }
              onUseAsKey={snapshot.empty || snapshot.file !== undefined ? undefined : useAsKey}
              onCancel={() => session.replace('')}
              onAgain={() => session.again()}
              onCheck={(field) => {
                setExpanded(true);
                setWanted({ fieldId: field });
                focusSoon(field);
              }}
            />
          ) : (
            <Suspense>
              <ComparePane
                atHand={atHand}
                first={comparing}
                revision={snapshot.revision}
                onClose={() => {
                  setCompared({ index: comparing, replaced: snapshot.replaced });
                  session.compare(undefined);
                  focusSoon('compare-message');
                }}
              />
            </Suspense>
          )}
        </section>
      </div>
    </AsOf>
  );
}
