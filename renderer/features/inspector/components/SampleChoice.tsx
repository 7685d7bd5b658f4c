import Button from '@cloudscape-design/components/button';
import { INSPECTOR_SAMPLES } from '../../../../shared/core/inspector/samples.ts';
import { SUPPORT_SAMPLES } from '../../../../shared/core/inspector/support-samples.ts';
import { EmptyState } from '../../../kit/EmptyState.tsx';
import type { InspectorSession } from '../session.ts';

/** What the verdict's place offers while there is nothing to judge: something to try. */
export function SampleChoice(props: { readonly session: InspectorSession }) {
  return (
    <EmptyState
      title="Paste a token to see whether it holds"
      action={
        <ul className="wb-samples">
          {[...INSPECTOR_SAMPLES, ...SUPPORT_SAMPLES].map((sample) => (
            <li key={sample.id}>
              <Button
                variant="inline-link"
                onClick={() => props.session.replace(sample.input, `Sample: ${sample.title}`, sample.options)}
              >
                {sample.title}
              </Button>
              <span className="wb-small wb-secondary">{sample.summary}</span>
            </li>
          ))}
        </ul>
      }
    >
      It is judged check by check while you type, with keys and expectations you give on the left. Or try one
      of these:
    </EmptyState>
  );
}
