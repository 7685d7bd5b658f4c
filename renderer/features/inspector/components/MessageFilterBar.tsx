import Select from '@cloudscape-design/components/select';
import TextFilter from '@cloudscape-design/components/text-filter';
import type { MessageKind, Verdict } from '../../../../shared/core/inspector/report.ts';
import type { MessageFilter, MessageIndex } from '../message-filter.ts';
import { KIND_NAMES, VERDICT_NAMES } from './VerdictBanner.tsx';

const ANY = '';

/** One value or any; not there where there is nothing to choose. */
function Choice<Value extends string>(props: {
  readonly label: string;
  readonly any: string;
  readonly values: readonly Value[];
  readonly nameOf: (value: Value) => string;
  readonly chosen: Value | undefined;
  readonly onChoose: (value: Value | undefined) => void;
}) {
  const { values, chosen } = props;
  if (values.length < 2 && chosen === undefined) return null;
  const options = [
    { value: ANY, label: props.any },
    ...values.map((value) => ({ value: value as string, label: props.nameOf(value) })),
  ];
  return (
    <Select
      ariaLabel={props.label}
      options={options}
      selectedOption={options.find(({ value }) => value === (chosen ?? ANY)) ?? null}
      virtualScroll
      onChange={({ detail }) => props.onChoose(values.find((value) => value === detail.selectedOption.value))}
    />
  );
}

/**
 * Narrows a list of messages down.
 *
 * @param props.shown how many are left
 */
export function MessageFilterBar(props: {
  readonly index: MessageIndex;
  readonly filter: MessageFilter;
  readonly shown: number;
  readonly onFilter: (filter: MessageFilter) => void;
}) {
  const { index, filter, shown } = props;
  const count = index.rows.length;
  const change = (part: Partial<MessageFilter>) => props.onFilter({ ...filter, ...part });
  return (
    <search className="wb-message-filter" aria-label="Messages">
      <TextFilter
        filteringText={filter.text}
        filteringPlaceholder="Find a message"
        filteringAriaLabel="Find a message by subject, issuer, address or verdict"
        filteringClearAriaLabel="Clear"
        countText={shown === count ? '' : `${shown} of ${count}`}
        onChange={({ detail }) => change({ text: detail.filteringText })}
      />
      <Choice<Verdict>
        label="Verdict"
        any="Any verdict"
        values={index.verdicts}
        nameOf={(verdict) => VERDICT_NAMES[verdict]}
        chosen={filter.verdict}
        onChoose={(verdict) => change({ verdict })}
      />
      <Choice<MessageKind>
        label="Kind"
        any="Any kind"
        values={index.kinds}
        nameOf={(kind) => KIND_NAMES[kind]}
        chosen={filter.kind}
        onChoose={(kind) => change({ kind })}
      />
      <Choice<string>
        label="Host"
        any="Any host"
        values={index.hosts}
        nameOf={(host) => host}
        chosen={filter.host}
        onChoose={(host) => change({ host })}
      />
    </search>
  );
}
