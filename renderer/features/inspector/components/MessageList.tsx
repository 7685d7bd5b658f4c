import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useRef } from 'react';
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

/** Every message of the input; the arrow keys choose one. */
export function MessageList(props: {
  readonly messages: readonly MessageRow[];
  readonly selected: number;
  readonly onSelect: (index: number) => void;
}) {
  const { messages, selected } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: messages.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 10,
  });

  const move = (event: KeyboardEvent) => {
    const targets: Record<string, number> = {
      ArrowDown: Math.min(selected + 1, messages.length - 1),
      ArrowUp: Math.max(selected - 1, 0),
      Home: 0,
      End: messages.length - 1,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    props.onSelect(target);
    virtual.scrollToIndex(target);
  };

  return (
    <div
      className="wb-messages"
      ref={scroller}
      role="listbox"
      aria-label={`${messages.length} messages`}
      aria-activedescendant={`message-${selected}`}
      tabIndex={0}
      onKeyDown={move}
    >
      <div role="presentation" style={{ blockSize: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => {
          const message = messages[item.index] as MessageRow;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the listbox's
            // biome-ignore lint/a11y/useFocusableInteractive: aria-activedescendant carries the focus
            <div
              key={item.key}
              id={`message-${item.index}`}
              role="option"
              aria-selected={item.index === selected}
              aria-posinset={item.index + 1}
              aria-setsize={messages.length}
              className="wb-message-row"
              style={{
                transform: `translateY(${item.start}px)`,
                blockSize: ROW,
                paddingInlineStart: 12 + 20 * depthOf(messages, item.index),
              }}
              onClick={() => props.onSelect(item.index)}
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
