import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../bridge/call.ts';
import { CopyButton } from '../../kit/CopyButton.tsx';
import './about.css';

/**
 * What this is, in which versions, and how to use it without a mouse.
 *
 * @param props.shortcuts the table of keys, which the frame knows
 */
export default function AboutPage(props: { readonly shortcuts: ReactNode }) {
  const info = useQuery({ queryKey: ['app.info', {}], queryFn: () => call('app.info', {}) });
  const rows = (() => {
    if (info.data === undefined) return [];
    const { version, versions, platform, developmentRuntime } = info.data;
    return [
      ['Federation Workbench', version],
      ['Electron', developmentRuntime ? `${versions.electron} (development runtime)` : versions.electron],
      ['Chromium', versions.chromium],
      ['Node.js', versions.node],
      ['Platform', platform],
    ] as const;
  })();
  return (
    <div className="wb-page wb-about">
      <h1>About Federation Workbench</h1>
      <p className="wb-secondary">
        Shows what is in a token or SAML message, whether it holds, and what to do when it does not.
        Everything is judged on this machine; nothing is sent anywhere.
      </p>
      <h2>
        Versions{' '}
        <CopyButton text={() => rows.map((row) => row.join(' ')).join('\n')} label="Copy the versions" />
      </h2>
      <dl className="wb-pairs">
        {rows.map(([name, value]) => (
          <div key={name} className="wb-about-row">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h2>Keyboard</h2>
      {props.shortcuts}
    </div>
  );
}
