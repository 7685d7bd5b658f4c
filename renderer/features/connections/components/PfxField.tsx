import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import { useFilePicker } from '../../../kit/use-file-picker.tsx';

export interface Pfx {
  readonly base64: string;
  readonly password: string;
}

const MAX = 512 * 1024;

/** Certificate and key out of one PFX file; main opens it. */
export function PfxField(props: {
  readonly pfx: Pfx | undefined;
  readonly onChange: (pfx: Pfx | undefined) => void;
}) {
  const { pfx, onChange } = props;
  const { picker, pick } = useFilePicker();
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string>();
  const take = async (file: File) => {
    if (file.size > MAX) return setProblem('This file is larger than a PFX file is.');
    const bytes = new Uint8Array(await file.arrayBuffer());
    setProblem(undefined);
    setName(file.name);
    onChange({ base64: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')), password: '' });
  };
  return (
    <>
      {picker}
      <FormField label="PFX file" description="Instead of certificate and key" errorText={problem}>
        <div className="wb-row">
          <Button formAction="none" iconName="folder-open" onClick={() => pick((file) => void take(file))}>
            {pfx === undefined ? 'Choose a PFX file…' : name}
          </Button>
          {pfx === undefined ? null : (
            <Button formAction="none" variant="link" onClick={() => onChange(undefined)}>
              Use certificate and key
            </Button>
          )}
        </div>
      </FormField>
      {pfx === undefined ? null : (
        <FormField label="Password of the PFX file">
          <Input
            type="password"
            value={pfx.password}
            autoComplete={false}
            onChange={({ detail }) => onChange({ ...pfx, password: detail.value })}
          />
        </FormField>
      )}
    </>
  );
}
