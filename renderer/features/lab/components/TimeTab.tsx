import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import { useEffect, useState } from 'react';
import type { LabOverview } from '../../../../shared/contract/lab-told.ts';
import { call } from '../../../bridge/call.ts';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import { localTime, utcTime } from '../../../kit/instants.ts';
import { type RunningLab, useLabAction } from '../queries.ts';
import { LimitsForm } from './LimitsForm.tsx';

type Move = Parameters<typeof call<'lab.setClock'>>[1];

const STEPS: readonly (readonly [label: string, milliseconds: number])[] = [
  ['40 minutes', 40 * 60_000],
  ['1 hour', 3_600_000],
  ['1 day', 86_400_000],
];
const PACES = [1, 10, 60, 600] as const;

/** The Lab's own time: what expires, settles and cycles follows it. */
export function TimeTab(props: { readonly lab: RunningLab }) {
  const { overview } = props.lab;
  const move = useLabAction((to: Move) => call('lab.setClock', to));
  if (overview === undefined) return null;
  const { clock, pending } = overview;
  return (
    <div className="wb-lab-tab">
      <section aria-labelledby="lab-time">
        <h2 id="lab-time">Time of the Lab</h2>
        <p>
          <ClockText clock={clock} />
        </p>
        <p className="wb-secondary">
          {offsetText(clock.offset)} Tokens, sessions and certificates in messages expire by it; {pending}{' '}
          {pending === 1 ? 'event is waiting for its moment.' : 'events are waiting for their moment.'}
        </p>
        <div className="wb-row">
          {STEPS.map(([label, advance]) => (
            <Button key={label} onClick={() => move.mutate({ advance })}>
              {label} later
            </Button>
          ))}
          <Button onClick={() => move.mutate({ now: new Date().toISOString(), scale: 1 })}>
            Back to this machine’s time
          </Button>
        </div>
        <FormField label="Pace">
          <SegmentedControl
            label="Pace"
            selectedId={String(clock.scale)}
            onChange={({ detail }) => move.mutate({ scale: Number(detail.selectedId) })}
            options={PACES.map((pace) => ({
              id: String(pace),
              text: pace === 1 ? 'As it is' : `${pace} times as fast`,
            }))}
          />
        </FormField>
        {move.error === null ? null : <ErrorPanel error={move.error.wire} />}
      </section>
      <LimitsForm
        key={`${overview.rateLimit} ${overview.settle} ${overview.checkSignatures}`}
        overview={overview}
      />
    </div>
  );
}

/** Ticks by itself, from what was told last. */
function ClockText(props: { readonly clock: LabOverview['clock'] }) {
  const { now, scale } = props.clock;
  const [passed, setPassed] = useState(0);
  useEffect(() => {
    const begun = performance.now();
    setPassed(0);
    const timer = setInterval(() => setPassed(performance.now() - begun), 500);
    return () => clearInterval(timer);
  }, []);
  const instant = Date.parse(now) + passed * scale;
  return (
    <time dateTime={utcTime(instant)}>
      <strong>{localTime(instant)}</strong> <span className="wb-secondary">{utcTime(instant)}</span>
    </time>
  );
}

function offsetText(offset: number): string {
  const minutes = Math.round(offset / 60_000);
  if (minutes === 0) return 'The same as on this machine.';
  const ahead = Math.abs(minutes);
  const days = Math.floor(ahead / 1440);
  const parts = [
    days === 0 ? '' : `${days} d`,
    Math.floor((ahead % 1440) / 60) === 0 ? '' : `${Math.floor((ahead % 1440) / 60)} h`,
    ahead % 60 === 0 ? '' : `${ahead % 60} min`,
  ].filter(Boolean);
  return `${parts.join(' ')} ${minutes > 0 ? 'ahead of' : 'behind'} this machine.`;
}
