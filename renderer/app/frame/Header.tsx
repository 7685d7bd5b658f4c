import Icon from '@cloudscape-design/components/icon';
import type { ReactNode } from 'react';
import { Key } from '../../kit/Key.tsx';
import mark from '../../mark.svg';
import { LiveWorkspace } from './LiveWorkspace.tsx';

/** The product's name, the way to every command, and what is running. */
export function Header(props: {
  readonly paletteKeys: string;
  readonly onPalette: () => void;
  readonly end: ReactNode;
}) {
  return (
    <header className="wb-head">
      <span className="wb-brand">
        <img src={mark} alt="" />
        Federation Workbench
      </span>
      <button type="button" className="wb-find" aria-haspopup="dialog" onClick={props.onPalette}>
        <Icon name="search" size="small" />
        <span>Find a command</span>
        <Key keys={props.paletteKeys} />
      </button>
      <span className="wb-head-end">
        <LiveWorkspace />
        {props.end}
      </span>
    </header>
  );
}
