import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import type { Shell } from '../../../../shared/core/capture/as-curl.ts';
import type { MessagesAtHand } from '../at-hand.ts';
import { type CopiedCurl, useCurl } from '../use-curl.ts';

const SHELLS: readonly { readonly id: Shell; readonly text: string }[] = [
  { id: 'posix', text: 'For bash, zsh and other POSIX shells' },
  { id: 'powershell', text: 'For PowerShell' },
];

const OUTCOMES: Record<CopiedCurl, string> = {
  copied: 'Copied. The command holds the message itself: hand it on as you would hand on a password.',
  'copied-without-address':
    'Copied. Nothing here tells the address it goes to: put it in place of the one in the command. The command holds the message itself.',
  none: 'No request carries this message by itself, so there is nothing to repeat.',
  refused: 'The clipboard refused the text.',
};

/** Copies the request that carries the message. */
export default function CurlButton(props: { readonly atHand: MessagesAtHand; readonly index: number }) {
  const { busy, outcome, error, copy } = useCurl(props.atHand, props.index);
  return (
    <>
      <ButtonDropdown
        loading={busy || props.atHand.busy}
        loadingText="Working"
        items={SHELLS.map(({ id, text }) => ({ id, text }))}
        onItemClick={({ detail }) => copy(detail.id === 'powershell' ? 'powershell' : 'posix')}
      >
        Copy as curl
      </ButtonDropdown>
      <span className="wb-small wb-secondary wb-curl-outcome" role="status">
        {error === undefined ? (outcome === undefined ? '' : OUTCOMES[outcome]) : error.message}
      </span>
    </>
  );
}
