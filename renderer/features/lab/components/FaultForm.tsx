import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import { useState } from 'react';
import { FAULT_KINDS, type FaultKind, type FaultRule } from '../../../../shared/core/lab/fault-rule.ts';
import { NumberField } from './NumberField.tsx';

const KINDS: Readonly<Record<FaultKind, string>> = {
  throttle: 'Refused as too many',
  error: 'Fails with 500',
  reset: 'Connection is cut',
  latency: 'Takes longer',
  conflict: 'Write refused as a conflict',
  failed: 'Asynchronous operation fails',
  slow: 'Asynchronous operation takes longer',
  'expired-token': 'Token refused as expired',
};
const KIND_OPTIONS = FAULT_KINDS.map((value) => ({ value, label: KINDS[value], description: value }));
const ANY = { value: '', label: 'Any service' };
/** Names that the AWS services have among themselves, behind one address. */
const AWS_NAMES = ['sso-admin', 'identitystore', 'organizations', 'iam', 'sts', 'sso-oidc', 'sso'];
const NO_TARGETS = new Set(['aws', 'control']);

/** One more thing that goes wrong: what, where, how often. */
export function FaultForm(props: {
  readonly services: readonly string[];
  readonly onAdd: (rule: FaultRule) => void;
}) {
  const [kind, setKind] = useState<FaultKind>('throttle');
  const [service, setService] = useState('');
  const [operation, setOperation] = useState('');
  const [percent, setPercent] = useState<number | undefined>(100);
  const [amount, setAmount] = useState<number | undefined>(200);
  const [times, setTimes] = useState('1');
  const hasAmount = kind === 'latency' || kind === 'slow';
  const names = [...props.services.filter((name) => !NO_TARGETS.has(name)), ...AWS_NAMES];
  const services = [ANY, ...names.map((value) => ({ value, label: value }))];
  const countless = times.trim() === '';
  const count = Number(times);
  const timesWrong = !countless && !(Number.isInteger(count) && count >= 1 && count <= 1_000_000);
  const add = () => {
    if (percent === undefined || (hasAmount && amount === undefined) || timesWrong) return;
    props.onAdd({
      kind,
      probability: percent / 100,
      ...(service === '' ? {} : { service }),
      ...(operation.trim() === '' ? {} : { operation: operation.trim() }),
      ...(hasAmount && amount !== undefined ? { amount } : {}),
      ...(countless ? {} : { times: count }),
    });
  };
  return (
    <section aria-labelledby="lab-fault-form">
      <h2 id="lab-fault-form">Add a fault</h2>
      <div className="wb-lab-options">
        <FormField label="What happens">
          <Select
            selectedOption={KIND_OPTIONS.find(({ value }) => value === kind) ?? null}
            options={KIND_OPTIONS}
            onChange={({ detail }) => setKind(detail.selectedOption.value as FaultKind)}
          />
        </FormField>
        <FormField label="Where">
          <Select
            selectedOption={services.find(({ value }) => value === service) ?? ANY}
            options={services}
            onChange={({ detail }) => setService(detail.selectedOption.value ?? '')}
          />
        </FormField>
        <FormField label="Operation" description="Empty: any">
          <Input
            value={operation}
            placeholder="CreateAccountAssignment"
            onChange={({ detail }) => setOperation(detail.value.slice(0, 200))}
          />
        </FormField>
        <NumberField
          label="Percent of requests"
          value={percent}
          least={0}
          most={100}
          whole={false}
          onChange={setPercent}
        />
        <FormField
          label="At most so many times"
          description="Empty: without end"
          errorText={timesWrong ? 'A whole number from 1, or nothing' : undefined}
        >
          <Input value={times} inputMode="numeric" onChange={({ detail }) => setTimes(detail.value)} />
        </FormField>
        {hasAmount ? (
          <NumberField
            key={kind}
            label={kind === 'latency' ? 'Milliseconds' : 'How many times as long'}
            value={amount}
            least={1}
            most={kind === 'latency' ? 60_000 : 10_000}
            onChange={setAmount}
          />
        ) : null}
      </div>
      <div className="wb-row">
        <Button onClick={add}>Add this fault</Button>
      </div>
    </section>
  );
}
