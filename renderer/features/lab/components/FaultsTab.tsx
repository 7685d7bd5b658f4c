import Button from '@cloudscape-design/components/button';
import type { FaultRule } from '../../../../shared/core/lab/fault-rule.ts';
import { call } from '../../../bridge/call.ts';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import { IconButton } from '../../../kit/IconButton.tsx';
import { FAULT_PRESETS, faultText, presetOf } from '../choices.ts';
import { type RunningLab, useLabAction } from '../queries.ts';
import { FaultForm } from './FaultForm.tsx';

/** What goes wrong on purpose: what is set, sets to take over whole, and a form for one more. */
export function FaultsTab(props: { readonly lab: RunningLab }) {
  const faults = props.lab.overview?.faults ?? [];
  const set = useLabAction((rules: readonly FaultRule[]) => call('lab.setFaults', { faults: rules }));
  const current = presetOf(faults);
  return (
    <div className="wb-lab-tab">
      <section aria-labelledby="lab-faults">
        <h2 id="lab-faults">What goes wrong on purpose</h2>
        {faults.length === 0 ? (
          <p className="wb-secondary">Nothing.</p>
        ) : (
          <ul className="wb-lab-faults">
            {faults.map((rule, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two rules may be equal, and none has a state
              <li key={`${index} ${JSON.stringify(rule)}`}>
                <strong>{rule.kind}</strong> <span>{faultText(rule)}</span>
                <IconButton
                  icon="remove"
                  label={`Remove ${rule.kind}`}
                  onClick={() => set.mutate(faults.filter((_, at) => at !== index))}
                />
              </li>
            ))}
          </ul>
        )}
        <div className="wb-row">
          {FAULT_PRESETS.map((preset) => (
            <Button
              key={preset.id}
              disabled={preset.id === current}
              onClick={() => set.mutate(preset.faults)}
            >
              {preset.label}
            </Button>
          ))}
        </div>
        {set.error === null ? null : <ErrorPanel error={set.error.wire} />}
      </section>
      <FaultForm
        services={Object.keys(props.lab.overview?.services ?? {})}
        onAdd={(rule) => set.mutate([...faults, rule])}
      />
    </div>
  );
}
