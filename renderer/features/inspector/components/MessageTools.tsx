import Button from '@cloudscape-design/components/button';
import { lazy, Suspense, useState } from 'react';
import type { MessagesAtHand } from '../at-hand.ts';

const CurlButton = lazy(() => import('./CurlButton.tsx'));
const EvidenceSheet = lazy(() => import('./EvidenceSheet.tsx'));

/** What can be done with the message that is shown. */
export function MessageTools(props: {
  readonly atHand: MessagesAtHand;
  readonly index: number;
  readonly onCompare: () => void;
  readonly onSaved: (path: string) => void;
}) {
  const { atHand, index } = props;
  const [saving, setSaving] = useState(false);
  return (
    <div className="wb-message-tools">
      <Button iconName="download" onClick={() => setSaving(true)}>
        Save evidence…
      </Button>
      <Button id="compare-message" iconName="view-vertical" onClick={props.onCompare}>
        Compare…
      </Button>
      <Suspense>
        <CurlButton atHand={atHand} index={index} />
      </Suspense>
      {saving ? (
        <Suspense>
          <EvidenceSheet
            atHand={atHand}
            index={index}
            onSaved={props.onSaved}
            onClose={() => setSaving(false)}
          />
        </Suspense>
      ) : null}
    </div>
  );
}
