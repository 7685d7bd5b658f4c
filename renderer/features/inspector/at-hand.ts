import type { ChannelInput } from '../../../shared/contract/whole.ts';
import type { InspectOptions } from '../../../shared/core/inspector/options.ts';
import type { MessageRow } from '../../../shared/core/inspector/report.ts';
import type { Sent } from '../../bridge/wire-types.ts';
import type { Inspection } from './queries.ts';
import type { InspectorSession } from './session.ts';

type MessageSource = Sent<ChannelInput<'inspector.evidence'>['source']>;

/** The judged messages, and what is needed to ask the worker for more of them. */
export interface MessagesAtHand {
  readonly rows: readonly MessageRow[];
  /** A function, because the text may be many megabytes and is only wanted when something is asked. */
  readonly source: () => MessageSource;
  readonly options: InspectOptions;
  /** True while the input is newer than the rows. */
  readonly busy: boolean;
}

/** @returns undefined while there are no verdicts */
export function messagesAtHand(
  session: InspectorSession,
  inspection: Inspection,
): MessagesAtHand | undefined {
  const { options } = session;
  if (inspection.state === 'done') {
    const source = () => ({ text: session.text });
    return { rows: inspection.report.messages, source, options, busy: inspection.busy };
  }
  if (inspection.state !== 'listed') return undefined;
  const { rows, resultId } = inspection.list;
  return { rows, source: () => ({ resultId }), options, busy: inspection.busy };
}
