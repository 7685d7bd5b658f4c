import type { Appearance } from '../../../shared/contract/app.ts';
import { AppearanceSettings } from './components/AppearanceSettings.tsx';
import { DataSettings } from './components/DataSettings.tsx';
import './settings.css';

/** How the window looks, and what it keeps. */
export default function SettingsPage(props: {
  readonly appearance: Appearance;
  readonly onAppearance: (change: Partial<Appearance>) => void;
}) {
  return (
    <div className="wb-page wb-settings">
      <h1>Settings</h1>
      <AppearanceSettings appearance={props.appearance} onChange={props.onAppearance} />
      <DataSettings />
    </div>
  );
}
