import type { evidenceContract, messageSourceSchema } from '../../shared/contract/evidence.ts';
import { MAX_PASTED } from '../../shared/contract/inspector.ts';
import { asCurl } from '../../shared/core/capture/as-curl.ts';
import { requestOf } from '../../shared/core/capture/message-request.ts';
import { compareMessages } from '../../shared/core/compare/compare.ts';
import { WorkbenchError } from '../../shared/core/errors/workbench-error.ts';
import type { InspectOptions } from '../../shared/core/inspector/options.ts';
import type { MessageReport } from '../../shared/core/inspector/report.ts';
import { type Collected, collect } from '../../shared/flows/inspector/collect.ts';
import {
  chosenFindings,
  evidenceText,
  type Finding,
  judgeFindings,
  makeEvidence,
} from '../../shared/flows/inspector/evidence.ts';
import type { InspectorPorts } from '../../shared/flows/inspector/judge-candidates.ts';
import type { HandlersOf } from '../main/ipc/router.ts';

type Source = typeof messageSourceSchema._output;

/** The part of the file that was inspected last which these handlers need. */
interface Files {
  /** @throws WorkbenchError ERR_JOB_UNKNOWN */
  collected(resultId: string): Collected;
}

/** The worker's handlers for what is done with messages once they are judged. */
export function evidenceHandlers(
  ports: InspectorPorts,
  files: Files,
  madeBy: string,
): Pick<HandlersOf<typeof evidenceContract>, 'inspector.diff' | 'inspector.evidence' | 'inspector.curl'> {
  const find = async (source: Source, options: InspectOptions, signal: AbortSignal): Promise<Finding[]> => {
    const collected =
      'resultId' in source
        ? files.collected(source.resultId)
        : await collect(ports, textSource(source.text), signal, () => undefined);
    return judgeFindings(ports, collected, options, signal);
  };
  return {
    'inspector.diff': async ({ a, b, options }, { signal }) => {
      const judgedA = placed(await find(a.source, options, signal), a.index);
      const judgedB = placed(await find(b.source, options, signal), b.index);
      return compareMessages(judgedA.report, judgedB.report);
    },
    'inspector.evidence': async ({ source, only, options, form, redact }, { signal }) => {
      const judgedAt = { ...options, at: options.at ?? ports.clock.now() };
      const found = await find(source, judgedAt, signal);
      const findings = only === undefined ? found : chosenFindings(found, new Set(only));
      const content = evidenceText(
        makeEvidence(ports, { findings, options: judgedAt, madeBy, redact }),
        form,
      );
      if (content.length > MAX_PASTED) throw tooLarge(content.length);
      return { content };
    },
    'inspector.curl': async ({ message, options, shell }, { signal }) => {
      const { finding, report, outermost } = placed(
        await find(message.source, options, signal),
        message.index,
      );
      const { candidate, origin } = finding;
      // What is inside another message does not travel by itself.
      const found = outermost && candidate !== undefined ? requestOf(candidate, report, origin) : undefined;
      if (found === undefined) return { addressMissing: false };
      return { command: asCurl(found.request, shell), addressMissing: found.addressMissing };
    },
  };
}

function placed(
  findings: readonly Finding[],
  index: number,
): { readonly finding: Finding; readonly report: MessageReport; readonly outermost: boolean } {
  let rest = index;
  for (const finding of findings) {
    const report = finding.reports[rest];
    if (report !== undefined) return { finding, report, outermost: rest === 0 };
    rest -= finding.reports.length;
  }
  const count = findings.reduce((sum, { reports }) => sum + reports.length, 0);
  throw new WorkbenchError(
    'ERR_JOB_UNKNOWN',
    'worker',
    { jobId: String(index) },
    {
      message: `There are ${count} messages, so there is no number ${index + 1}.`,
      hint: 'Inspect the text again.',
    },
  );
}

function textSource(text: string) {
  return {
    name: 'text',
    async *chunks() {
      yield new TextEncoder().encode(text);
    },
  };
}

function tooLarge(bytes: number): WorkbenchError {
  return new WorkbenchError(
    'ERR_INPUT_TOO_LARGE',
    'worker',
    { bytes, limit: MAX_PASTED },
    {
      message: 'The evidence of so many messages is too large for one file.',
      hint: 'Choose fewer messages.',
    },
  );
}
