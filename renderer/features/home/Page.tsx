import Button from '@cloudscape-design/components/button';
import Icon from '@cloudscape-design/components/icon';
import { type ClipboardEvent, lazy, Suspense, useId, useRef } from 'react';
import { INSPECTOR_SAMPLES, type InspectorSample } from '../../../shared/core/inspector/samples.ts';
import { SUPPORT_SAMPLES } from '../../../shared/core/inspector/support-samples.ts';
import { useExpiries } from './use-expiries.ts';
import './home.css';

/** Loaded where something expires: most starts have nothing of it. */
const Expiring = lazy(() => import('./Expiring.tsx'));

export interface HomeActions {
  /** Shows a text in the inspector. */
  readonly onInspect: (text: string) => void;
  readonly onSample: (sample: InspectorSample) => void;
  readonly onOpenFile: () => void;
  readonly onLab: () => void;
  /** Goes to where secrets are entered anew. */
  readonly onConnections: () => void;
  /** What was inspected last, if anything. */
  readonly recent: { readonly title: string; readonly onOpen: () => void } | undefined;
}

function SampleCards(props: {
  readonly title: string;
  readonly samples: readonly InspectorSample[];
  readonly onSample: (sample: InspectorSample) => void;
}) {
  const title = useId();
  return (
    <section aria-labelledby={title}>
      <h2 id={title}>{props.title}</h2>
      <div className="wb-cards">
        {props.samples.map((sample) => (
          <button key={sample.id} type="button" className="wb-card" onClick={() => props.onSample(sample)}>
            <Icon name="file" />
            <span>
              <strong>{sample.title}</strong>
              <span className="wb-small wb-secondary">{sample.summary}</span>
            </span>
          </button>
        ))}
      </div>
    </section>
  );
}

/** The first screen: useful with nothing configured. */
export default function HomePage(props: HomeActions) {
  const field = useRef<HTMLTextAreaElement>(null);
  const expiries = useExpiries();

  const paste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const text = event.clipboardData.getData('text/plain');
    if (text.trim() === '') return;
    event.preventDefault();
    props.onInspect(text);
  };
  const inspect = () => {
    const text = field.current?.value ?? '';
    if (text.trim() === '') field.current?.focus();
    else props.onInspect(text);
  };

  return (
    <div className="wb-page wb-home">
      <h1>Does this token hold, and what does it say?</h1>
      <p className="wb-secondary">
        Paste a JWT, or drop a file anywhere in the window. Every check is shown with its reason, every claim
        with its meaning. Nothing leaves this machine.
      </p>
      <label className="wb-visually-hidden" htmlFor="home-input">
        Token or message
      </label>
      <textarea
        id="home-input"
        ref={field}
        className="wb-home-input"
        // biome-ignore lint/a11y/noAutofocus: pasting is what this page is for, and it holds nothing else to read first
        autoFocus
        spellCheck={false}
        autoComplete="off"
        placeholder="Paste a token here"
        onPaste={paste}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) inspect();
        }}
      />
      <div className="wb-home-actions">
        <Button variant="primary" onClick={inspect}>
          Inspect
        </Button>
        <Button iconName="folder-open" onClick={props.onOpenFile}>
          Open a file…
        </Button>
      </div>

      {expiries.length === 0 ? null : (
        <Suspense fallback={null}>
          <Expiring expiries={expiries} onConnections={props.onConnections} />
        </Suspense>
      )}

      {props.recent === undefined ? null : (
        <section aria-labelledby="home-recent">
          <h2 id="home-recent">Recent work</h2>
          <button type="button" className="wb-card" onClick={props.recent.onOpen}>
            <Icon name="search" />
            <span>
              <strong>{props.recent.title}</strong>
              <span className="wb-small wb-secondary">Open in the Inspector, as you left it</span>
            </span>
          </button>
        </section>
      )}

      <section aria-labelledby="home-lab">
        <h2 id="home-lab">No account at hand?</h2>
        <button type="button" className="wb-card" onClick={props.onLab}>
          <Icon name="globe" />
          <span>
            <strong>Try it in the Lab</strong>
            <span className="wb-small wb-secondary">
              Entra ID, AD FS and AWS on this machine, for the clients you have
            </span>
          </span>
        </button>
      </section>

      <SampleCards title="Try a sample" samples={INSPECTOR_SAMPLES} onSample={props.onSample} />
      <SampleCards title="Questions, answered" samples={SUPPORT_SAMPLES} onSample={props.onSample} />
    </div>
  );
}
