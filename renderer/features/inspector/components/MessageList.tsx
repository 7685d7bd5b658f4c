import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { MessageRow } from '../../../../shared/core/inspector/report.ts';
import { VerdictText } from '../../../kit/Status.tsx';
import { KIND_NAMES } from './VerdictBanner.tsx';

const ROW = 32;

/** How deep a message is nested in others. */
function depthOf(messages: readonly MessageRow[], index: number): number {
  let depth = 0;
  for (let at = messages[index]?.parent; at !== undefined && depth < 8; at = messages[at]?.parent) depth += 1;
  return depth;
}

/** Where the message travelled, in a capture; else the form it came in. */
function placeOf({ origin, source }: MessageRow): string {
  if (origin?.url === undefined) return source.form;
  const place = `${origin.method ?? ''} ${origin.url.replace(/^https?:\/\//, '')}`;
  return origin.seen > 1 ? `${place} ×${origin.seen}` : place;
}

/** Where a key leads to among so many rows, from the one at a position; -1 stands before the first. */
const TARGETS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => Math.min(at + 1, count - 1),
  ArrowUp: (at) => Math.max(at - 1, 0),
  j: (at, count) => Math.min(at + 1, count - 1),
  k: (at) => Math.max(at - 1, 0),
  PageDown: (at, count) => Math.min(at + 8, count - 1),
  PageUp: (at) => Math.max(at - 8, 0),
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** Fields, and lists of choices that letters search in. */
const TYPED_INTO = 'input, textarea, .cm-editor, [aria-haspopup="listbox"], [role="menu"]';

/** True where a letter is text, or a dialog lies over the page. */
function isTaken({ target }: { readonly target: EventTarget | null }): boolean {
  if (document.querySelector('dialog[open]') !== null) return true;
  return target instanceof HTMLElement && (target.isContentEditable || target.closest(TYPED_INTO) !== null);
}

/**
 * The messages of the input, all or those that fit a filter; the arrow keys choose one, and j and k from anywhere on the page.
 *
 * @param props.messages all of them
 * @param props.shown the positions of those to list
 */
export function MessageList(props: {
  readonly messages: readonly MessageRow[];
  readonly shown: readonly number[];
  readonly selected: number;
  readonly onSelect: (index: number) => void;
}) {
  const { messages, shown, selected } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 10,
  });
  const at = shown.indexOf(selected);

  const move = (event: Pick<KeyboardEvent, 'key' | 'preventDefault'>) => {
    const target = TARGETS[event.key]?.(at, shown.length);
    const index = target === undefined ? undefined : shown[target];
    if (target === undefined || index === undefined) return;
    event.preventDefault();
    props.onSelect(index);
    virtual.scrollToIndex(target);
  };

  const latest = useRef(move);
  latest.current = move;
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent) => {
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented;
      if (plain && /^[jk]$/.test(event.key) && !isTaken(event)) latest.current(event);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);

  return (
    <div
      className="wb-messages"
      ref={scroller}
      role="listbox"
      aria-label={`${shown.length} messages`}
      aria-activedescendant={at < 0 ? undefined : `message-${selected}`}
      tabIndex={0}
      onKeyDown={(event) => {
        if (!/^[jk]$/.test(event.key)) move(event);
      }}
    >
      <div role="presentation" style={{ blockSize: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => {
          const index = shown[item.index] ?? 0;
          const message = messages[index] as MessageRow;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the listbox's
            // biome-ignore lint/a11y/useFocusableInteractive: aria-activedescendant carries the focus
            <div
              key={item.key}
              id={`message-${index}`}
              role="option"
              aria-selected={index === selected}
              aria-posinset={item.index + 1}
              aria-setsize={shown.length}
              className="wb-message-row"
              style={{
                transform: `translateY(${item.start}px)`,
                blockSize: ROW,
                paddingInlineStart: 12 + 20 * depthOf(messages, index),
              }}
              onClick={() => props.onSelect(index)}
            >
              <VerdictText verdict={message.verdict} />
              <span>{KIND_NAMES[message.kind]}</span>
              <span className="wb-secondary wb-ellipsis">
                {message.subject?.nameId ?? message.issuer ?? message.summary}
              </span>
              <span className="wb-secondary wb-small wb-ellipsis">{placeOf(message)}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
