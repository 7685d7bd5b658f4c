import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import { call } from '../../../bridge/call.ts';
import { FAULT_PRESETS, presetOf, SCALES } from '../choices.ts';
import type { Choosing } from '../use-choices.ts';
import { NumberField } from './NumberField.tsx';

const FAULT_OPTIONS = FAULT_PRESETS.map(({ id, label }) => ({ value: id, label }));
const SCALE_OPTIONS = SCALES.map(({ id, label }) => ({ value: id, label }));

/** Everything that can be chosen before a Lab starts; all of it has a value already. */
export function StartOptions(props: { readonly choosing: Choosing; readonly seedFile: string | undefined }) {
  const { entered, change } = props.choosing;
  const scale = SCALES.find((one) => one.scale?.users === entered.scale?.users) ?? SCALES[0];
  const chooseSeed = async () => {
    const { seedFile } = await call('lab.chooseSeed', {});
    if (seedFile !== undefined) change({ seed: 'file' });
  };
  return (
    <div className="wb-lab-options">
      <FormField label="Seed" stretch>
        <div className="wb-lab-seed">
          <RadioGroup
            value={entered.seed}
            onChange={({ detail }) => {
              if (detail.value === 'file' && props.seedFile === undefined) void chooseSeed();
              else change({ seed: detail.value as 'jogcloud' | 'file' });
            }}
            items={[
              {
                value: 'jogcloud',
                label: 'jogcloud',
                description: 'A company with AD FS, guests of a partner, three AWS accounts',
              },
              {
                value: 'file',
                label: props.seedFile ?? 'A seed file of your own',
                description: 'JSON or YAML; docs/lab.md shows one',
              },
            ]}
          />
          <Button onClick={() => void chooseSeed()}>Choose a seed file…</Button>
        </div>
      </FormField>
      <FormField label="Scale" description="Generated people, accounts and assignments, the same each time">
        <Select
          selectedOption={SCALE_OPTIONS.find(({ value }) => value === scale?.id) ?? null}
          options={SCALE_OPTIONS}
          onChange={({ detail }) =>
            change({ scale: SCALES.find(({ id }) => id === detail.selectedOption.value)?.scale })
          }
        />
      </FormField>
      <FormField label="Faults" description="Can be changed while it runs">
        <Select
          selectedOption={FAULT_OPTIONS.find(({ value }) => value === presetOf(entered.faults)) ?? null}
          options={FAULT_OPTIONS}
          onChange={({ detail }) =>
            change({
              faults: FAULT_PRESETS.find(({ id }) => id === detail.selectedOption.value)?.faults ?? [],
            })
          }
        />
      </FormField>
      <div>
        <Checkbox
          checked={entered.limited}
          onChange={({ detail }) => change({ limited: detail.checked })}
          description="20 requests a second and service"
        >
          Limit requests as AWS does
        </Checkbox>
      </div>
      <NumberField
        label="First https port"
        description="Five ports from here on; 0 takes free ones"
        value={entered.httpsPort}
        least={0}
        most={65_530}
        onChange={(httpsPort) => change({ httpsPort })}
      />
      <NumberField
        label="http port"
        description="The proxy is on the one after it; 0 takes free ones"
        value={entered.httpPort}
        least={0}
        most={65_534}
        onChange={(httpPort) => change({ httpPort })}
      />
      <NumberField
        label="Milliseconds to settle"
        description="Until an asynchronous AWS operation is done"
        value={entered.settle}
        least={0}
        most={86_400_000}
        onChange={(settle) => change({ settle })}
      />
      <NumberField
        label="Random seed"
        description="The same number makes the same ids, secrets and keys"
        value={entered.randomSeed}
        least={0}
        most={2 ** 32 - 1}
        onChange={(randomSeed) => change({ randomSeed })}
      />
    </div>
  );
}
