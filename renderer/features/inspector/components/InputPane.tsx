import { type ClipboardEvent, useEffect, useRef } from 'react';
import { CopyButton } from '../../../kit/CopyButton.tsx';
import { IconButton } from '../../../kit/IconButton.tsx';
import type { InspectorSession, SessionSnapshot } from '../session.ts';
import { FileInput } from './FileInput.tsx';
import { LargeInput } from './LargeInput.tsx';

/** Longer texts are held aside: laying them out in a field would freeze the window for seconds. */
const FIELD_LIMIT = 262_144;

/**
 * Where a token or message goes in. The field is uncontrolled: a keystroke never waits for React.
 *
 * @param props.onOpenFile asks for a file to read instead
 */
export function InputPane(props: {
  readonly session: InspectorSession;
  readonly snapshot: SessionSnapshot;
  readonly onOpenFile: () => void;
}) {
  const { session, snapshot } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const large = snapshot.length > FIELD_LIMIT;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the field takes the text over when it was replaced
  useEffect(() => {
    if (field.current !== null && !large && field.current.value !== session.text) {
      field.current.value = session.text;
    }
  }, [session, snapshot.replaced, large, snapshot.file]);

  const paste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const text = event.clipboardData.getData('text/plain');
    const { value, selectionStart, selectionEnd } = event.currentTarget;
    const replacesAll = selectionStart === 0 && selectionEnd === value.length;
    // A paste into a part is the browser's business; a whole new text also ends what a sample brought along.
    if (text === '' || (text.length <= FIELD_LIMIT && !(replacesAll && snapshot.borrowed))) return;
    event.preventDefault();
    session.replace(text, text.length > FIELD_LIMIT ? 'Pasted text' : undefined);
  };

  const clear = () => {
    session.replace('');
    requestAnimationFrame(() => field.current?.focus());
  };

  return (
    <section className="wb-input-pane" aria-labelledby="inspector-input-label">
      <div className="wb-pane-head">
        <label id="inspector-input-label" htmlFor="inspector-input">
          Token or message
        </label>
        <span className="wb-tools">
          {snapshot.empty ? null : (
            <>
              {snapshot.file === undefined ? (
                <CopyButton text={() => session.text} label="Copy the input" />
              ) : null}
              <IconButton icon="close" label="Clear the input" onClick={clear} />
            </>
          )}
          <IconButton icon="folder-open" label="Open a file" onClick={props.onOpenFile} />
        </span>
      </div>
      {snapshot.file !== undefined ? (
        <FileInput {...snapshot.file} />
      ) : large ? (
        <LargeInput text={session.text} source={snapshot.source} />
      ) : (
        <textarea
          id="inspector-input"
          ref={field}
          className="wb-input"
          spellCheck={false}
          autoComplete="off"
          defaultValue={session.text}
          placeholder="Paste a JWT, a SAML response, an Authorization header, a curl command … or drop a file anywhere."
          aria-describedby="inspector-input-note"
          onPaste={paste}
          onChange={(event) => session.type(event.currentTarget.value)}
        />
      )}
      <p id="inspector-input-note" className="wb-small wb-secondary wb-hint">
        {snapshot.source === undefined ? 'Nothing leaves this machine.' : `From: ${snapshot.source}`}
      </p>
    </section>
  );
}
