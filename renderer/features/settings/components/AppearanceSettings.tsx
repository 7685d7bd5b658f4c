import RadioGroup from '@cloudscape-design/components/radio-group';
import { useId } from 'react';
import type { Appearance } from '../../../../shared/contract/app.ts';

const THEME_ITEMS = [
  { value: 'system', label: 'As the system', description: 'Follows the desktop, also when it changes' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];
const DENSITY_ITEMS = [
  { value: 'comfortable', label: 'Comfortable' },
  { value: 'compact', label: 'Compact', description: 'More on one screen' },
];

/** Theme and density; both apply at once. */
export function AppearanceSettings(props: {
  readonly appearance: Appearance;
  readonly onChange: (change: Partial<Appearance>) => void;
}) {
  const theme = useId();
  const density = useId();
  return (
    <section aria-label="Appearance">
      <h2>Appearance</h2>
      <div className="wb-settings-columns">
        <div>
          <h3 id={theme}>Theme</h3>
          <RadioGroup
            ariaLabelledby={theme}
            value={props.appearance.theme}
            items={THEME_ITEMS}
            onChange={({ detail }) => props.onChange({ theme: detail.value as Appearance['theme'] })}
          />
        </div>
        <div>
          <h3 id={density}>Density</h3>
          <RadioGroup
            ariaLabelledby={density}
            value={props.appearance.density}
            items={DENSITY_ITEMS}
            onChange={({ detail }) => props.onChange({ density: detail.value as Appearance['density'] })}
          />
        </div>
      </div>
    </section>
  );
}
