import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import RadioGroup from '@cloudscape-design/components/radio-group';
import { useEffect, useRef, useState } from 'react';
import type { EvidenceForm } from '../../../../shared/core/evidence/evidence.ts';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import { ModalSheet } from '../../../kit/ModalSheet.tsx';
import type { MessagesAtHand } from '../at-hand.ts';
import { useSaveEvidence } from '../use-save-evidence.ts';

const FORMS: Record<EvidenceForm, { readonly label: string; readonly description: string }> = {
  md: { label: 'Markdown', description: 'For a ticket, a wiki, a pull request.' },
  html: { label: 'HTML', description: 'One page that opens in any browser and prints.' },
  json: { label: 'JSON', description: 'For another program.' },
};
const FORM_ITEMS = Object.entries(FORMS).map(([value, texts]) => ({ value, ...texts }));

/**
 * Asks in what form the verdicts are handed on, and saves them where main's own dialog says.
 *
 * @param props.index the message that is shown
 * @param props.onSaved takes the path of the file
 */
export default function EvidenceSheet(props: {
  readonly atHand: MessagesAtHand;
  readonly index: number;
  readonly onSaved: (path: string) => void;
  readonly onClose: () => void;
}) {
  const { atHand, index } = props;
  const count = atHand.rows.length;
  const [form, setForm] = useState<EvidenceForm>('md');
  const [scope, setScope] = useState('one');
  const [redact, setRedact] = useState(true);
  const saving = useSaveEvidence();
  const failure = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (saving.error !== undefined) failure.current?.scrollIntoView({ block: 'nearest' });
  }, [saving.error]);

  const save = async () => {
    const only = scope === 'one' && count > 1 ? { only: [index] } : {};
    const path = await saving.save({
      source: atHand.source(),
      options: atHand.options,
      form,
      redact,
      ...only,
    });
    if (path === undefined) return;
    props.onClose();
    props.onSaved(path);
  };

  return (
    <ModalSheet label="Save evidence" onClose={props.onClose}>
      <div className="wb-sheet-form">
        <div className="wb-pane-head">
          <h2>Save evidence</h2>
          <Button variant="icon" iconName="close" ariaLabel="Close" onClick={props.onClose} />
        </div>
        {count > 1 ? (
          <FormField label="Messages">
            <RadioGroup
              value={scope}
              onChange={({ detail }) => setScope(detail.value)}
              items={[
                { value: 'one', label: `Message ${index + 1}, with what holds or is inside it` },
                { value: 'all', label: `All ${count} messages` },
              ]}
            />
          </FormField>
        ) : null}
        <FormField label="Format">
          <RadioGroup
            value={form}
            items={FORM_ITEMS}
            onChange={({ detail }) => setForm(detail.value as EvidenceForm)}
          />
        </FormField>
        <Checkbox
          checked={redact}
          onChange={({ detail }) => setRedact(detail.checked)}
          description="Personal data and secrets become pseudonyms; equal values stay equal."
        >
          Redact
        </Checkbox>
        {redact ? null : (
          <p className="wb-hint wb-error" role="status">
            The file will hold the messages as they are: who has it can read, and may be able to use, the
            tokens.
          </p>
        )}
        <div ref={failure} role="status">
          {saving.error === undefined ? null : <ErrorPanel error={saving.error} />}
        </div>
        <div className="wb-sheet-actions">
          <Button onClick={props.onClose}>Cancel</Button>
          <Button
            variant="primary"
            loading={saving.busy || atHand.busy}
            loadingText="Working"
            onClick={() => void save()}
          >
            Save…
          </Button>
        </div>
      </div>
    </ModalSheet>
  );
}
