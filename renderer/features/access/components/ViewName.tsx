import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input, { type InputProps } from '@cloudscape-design/components/input';
import { useEffect, useRef, useState } from 'react';
import { wireErrorOf } from '../../../bridge/call.ts';
import { ModalSheet } from '../../../kit/ModalSheet.tsx';

/** Asks for the name of a view. */
export function ViewName(props: {
  readonly title: string;
  readonly name: string;
  readonly error: unknown;
  readonly busy: boolean;
  readonly onName: (name: string) => void;
  readonly onClose: () => void;
}) {
  const [name, setName] = useState(props.name);
  const field = useRef<InputProps.Ref>(null);
  useEffect(() => field.current?.focus(), []);
  const empty = name.trim() === '';
  return (
    <ModalSheet label={props.title} onClose={props.onClose}>
      <form
        className="wb-sheet-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!empty && !props.busy) props.onName(name.trim());
        }}
      >
        <h2>{props.title}</h2>
        <FormField
          label="Name"
          description="The filter, the way it is shown and the order go with it"
          errorText={props.error === null ? undefined : wireErrorOf(props.error).message}
        >
          <Input ref={field} value={name} onChange={({ detail }) => setName(detail.value.slice(0, 80))} />
        </FormField>
        <div className="wb-sheet-actions">
          <Button variant="link" formAction="none" onClick={props.onClose}>
            Cancel
          </Button>
          <Button variant="primary" formAction="submit" disabled={empty} loading={props.busy}>
            Save
          </Button>
        </div>
      </form>
    </ModalSheet>
  );
}
