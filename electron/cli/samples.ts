import { type MessageReport, plainReport } from '../../shared/core/inspector/report.ts';
import { INSPECTOR_SAMPLES } from '../../shared/core/inspector/samples.ts';
import { SUPPORT_SAMPLES } from '../../shared/core/inspector/support-samples.ts';
import { inspect } from '../../shared/flows/inspector/inspect.ts';
import { nodeInspectorPorts } from '../compose/inspector-ports.ts';
import { EXIT } from './outcome.ts';
import { reportText } from './report-text.ts';
import { painter } from './style.ts';
import type { Terminal } from './terminal.ts';

/** `fedbench samples`: the main job on built-in messages, for a first look on a machine without a display. */
export async function samplesCommand(
  flags: { readonly json?: boolean },
  terminal: Terminal,
): Promise<number> {
  const paint = painter(terminal.colour);
  const all: MessageReport[] = [];
  for (const sample of [...INSPECTOR_SAMPLES, ...SUPPORT_SAMPLES]) {
    const { messages } = await inspect(nodeInspectorPorts, sample.input, sample.options, terminal.signal);
    const reports = messages.map(plainReport);
    all.push(...reports);
    if (flags.json !== true)
      terminal.out(
        `${paint('bold', `# ${sample.title}`)}\n${sample.summary}\n\n${reportText(reports, terminal)}\n`,
      );
  }
  if (flags.json === true) terminal.out(`${JSON.stringify({ messages: all }, null, 2)}\n`);
  else terminal.out('Judge your own: fedbench inspect FILE, or pipe a token into fedbench inspect.\n');
  return EXIT.yes;
}
