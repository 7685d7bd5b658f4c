import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useEffect, useRef, useState } from 'react';
import type { WireError } from '../../../../shared/core/errors/workbench-error.ts';
import { call, wireErrorOf } from '../../../bridge/call.ts';
import { detailsOfError } from '../../../kit/error-advice.ts';

/** @returns undefined for what is no complete address yet */
function hostOf(address: string): string | undefined {
  const host = URL.canParse(address) ? new URL(address).host : '';
  return host === '' ? undefined : host;
}

const sentence = (error: WireError): string =>
  [error.message, detailsOfError(error), error.hint].filter((part) => part !== undefined).join(' ');

/**
 * Fetches a key from an address that the reader writes; main asks, and only when the button is pressed.
 *
 * @param props.onFetched takes the key, named by its address
 */
export default function FetchKey(props: {
  readonly onFetched: (key: { readonly name: string; readonly text: string }) => void;
}) {
  const [address, setAddress] = useState('');
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string>();
  const [done, setDone] = useState('');
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const host = hostOf(address.trim());

  const fetchIt = async () => {
    if (busy) return;
    if (host === undefined) {
      setWrong('Write a complete address, such as https://idp.example/metadata.xml.');
      return;
    }
    const controller = new AbortController();
    running.current = controller;
    setBusy(true);
    setWrong(undefined);
    setDone('');
    try {
      const { key, asked } = await call(
        'inspector.fetchKeys',
        { address: address.trim() },
        controller.signal,
      );
      if (controller.signal.aborted) return;
      props.onFetched({ name: key.name ?? address.trim(), text: key.text });
      setDone(`Added. Asked: ${asked.join(', then ')}`);
      setAddress('');
    } catch (thrown) {
      if (!controller.signal.aborted) setWrong(sentence(wireErrorOf(thrown)));
    }
    if (!controller.signal.aborted) setBusy(false);
  };

  return (
    <div className="wb-keys">
      <FormField
        stretch
        label="Address of the issuer's keys"
        description="Metadata, a JWKS or an OpenID configuration. Only this address is asked, what it redirects to, and the JWKS a configuration names."
        errorText={wrong}
      >
        <Input
          controlId="fetch-key-address"
          value={address}
          type="url"
          autoFocus
          spellcheck={false}
          autoComplete={false}
          placeholder="https://"
          onChange={({ detail }) => {
            setAddress(detail.value);
            setWrong(undefined);
          }}
          onKeyDown={({ detail }) => {
            if (detail.key === 'Enter') void fetchIt();
          }}
        />
      </FormField>
      <div>
        <Button loading={busy} loadingText="Asking" wrapText onClick={() => void fetchIt()}>
          {host === undefined ? 'Fetch' : `Fetch from ${host}`}
        </Button>
      </div>
      <p className="wb-small wb-secondary wb-hint wb-asked" role="status">
        {done}
      </p>
    </div>
  );
}
