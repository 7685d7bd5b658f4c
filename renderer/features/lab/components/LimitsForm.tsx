import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import { useState } from 'react';
import type { LabOverview } from '../../../../shared/contract/lab-told.ts';
import { call } from '../../../bridge/call.ts';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import { useLabAction } from '../queries.ts';
import { NumberField } from './NumberField.tsx';

/** Rate limit, time to settle, signatures: how hard AWS is to live with. */
export function LimitsForm(props: { readonly overview: LabOverview }) {
  const { overview } = props;
  const [limited, setLimited] = useState(overview.rateLimit !== 'off');
  const [rate, setRate] = useState<number | undefined>(
    overview.rateLimit === 'off' ? 20 : overview.rateLimit,
  );
  const [settle, setSettle] = useState<number | undefined>(overview.settle);
  const [checkSignatures, setCheckSignatures] = useState(overview.checkSignatures);
  const set = useLabAction(
    (limits: { rateLimit: number | 'off'; settle: number; checkSignatures: boolean }) =>
      call('lab.setLimits', limits),
  );
  const apply = () => {
    if ((limited && rate === undefined) || settle === undefined) return;
    set.mutate({ rateLimit: limited ? (rate ?? 'off') : 'off', settle, checkSignatures });
  };
  return (
    <section aria-labelledby="lab-limits">
      <h2 id="lab-limits">Limits of AWS</h2>
      <div className="wb-lab-options">
        <div>
          <Checkbox checked={limited} onChange={({ detail }) => setLimited(detail.checked)}>
            Limit requests
          </Checkbox>
        </div>
        <NumberField
          label="Requests a second and service"
          value={rate}
          least={1}
          most={1_000_000}
          disabled={!limited}
          onChange={setRate}
        />
        <NumberField
          label="Milliseconds to settle"
          value={settle}
          least={0}
          most={86_400_000}
          onChange={setSettle}
        />
        <div>
          <Checkbox
            checked={checkSignatures}
            description="Otherwise their shape, key, scope and time are enough"
            onChange={({ detail }) => setCheckSignatures(detail.checked)}
          >
            Check signatures
          </Checkbox>
        </div>
      </div>
      <div className="wb-row">
        <Button loading={set.isPending} onClick={apply}>
          Apply
        </Button>
      </div>
      {set.error === null ? null : <ErrorPanel error={set.error.wire} />}
    </section>
  );
}
