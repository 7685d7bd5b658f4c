import Icon from '@cloudscape-design/components/icon';
import { useEffect, useRef, useState } from 'react';

/**
 * Copies one value; says so to the eye (a tick) and to screen readers.
 *
 * @param props.text what goes to the clipboard, or a function that makes it when clicked
 * @param props.label the name of the button, such as "Copy audience"
 */
export function CopyButton(props: { readonly text: string | (() => string); readonly label: string }) {
  const [state, setState] = useState<'ready' | 'copied' | 'refused'>('ready');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const copy = async () => {
    const text = typeof props.text === 'string' ? props.text : props.text();
    const outcome = await navigator.clipboard.writeText(text).then(
      () => 'copied' as const,
      () => 'refused' as const,
    );
    setState(outcome);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setState('ready'), 1600);
  };

  const icon = state === 'copied' ? 'check' : state === 'refused' ? 'status-negative' : 'copy';
  return (
    <span>
      <button
        type="button"
        className="wb-icon-button"
        aria-label={props.label}
        title={props.label}
        onClick={copy}
      >
        <Icon name={icon} size="small" />
      </button>
      <span className="wb-visually-hidden" role="status">
        {state === 'copied' ? 'Copied' : state === 'refused' ? 'The clipboard refused the text' : ''}
      </span>
    </span>
  );
}
