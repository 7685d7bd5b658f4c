import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, wireErrorOf } from '../../../bridge/call.ts';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import { ModalSheet } from '../../../kit/ModalSheet.tsx';

/** Saves a `~/.aws/config` with a profile for each role that a user or group reaches. */
export function AwsConfig(props: {
  readonly who: string;
  readonly name: string;
  readonly onClose: () => void;
}) {
  const [startUrl, setStartUrl] = useState('');
  const save = useMutation({
    mutationFn: () => call('access.exportTo', { format: 'aws-config', who: props.who, startUrl }),
  });
  const fits = /^https:\/\/\S+$/.test(startUrl.trim());
  return (
    <ModalSheet label="AWS profiles" onClose={props.onClose}>
      <form
        className="wb-sheet-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (fits) save.mutate();
        }}
      >
        <h2>Profiles for {props.name}</h2>
        <FormField
          label="Access portal"
          description="IAM Identity Center, Settings: AWS access portal URL. Each role becomes a profile that signs in there."
        >
          <Input
            value={startUrl}
            placeholder="https://d-1234567890.awsapps.com/start"
            spellcheck={false}
            onChange={({ detail }) => setStartUrl(detail.value)}
          />
        </FormField>
        {save.error === null ? null : <ErrorPanel error={wireErrorOf(save.error)} />}
        {save.data?.path === undefined ? null : <p role="status">Saved in {save.data.path}.</p>}
        <div className="wb-sheet-actions">
          <Button variant="link" formAction="none" onClick={props.onClose}>
            Close
          </Button>
          <Button variant="primary" formAction="submit" disabled={!fits} loading={save.isPending}>
            Save…
          </Button>
        </div>
      </form>
    </ModalSheet>
  );
}
