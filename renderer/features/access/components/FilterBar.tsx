import Button from '@cloudscape-design/components/button';
import Input from '@cloudscape-design/components/input';
import Multiselect from '@cloudscape-design/components/multiselect';
import Select from '@cloudscape-design/components/select';
import { type Filter, useFacets } from '../queries.ts';

type ListMember = 'units' | 'accounts' | 'permissionSets';

interface Facet {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

const WHO = [
  { value: 'any', label: 'Anybody' },
  { value: 'GROUP', label: 'Groups' },
  { value: 'USER', label: 'Users' },
  { value: 'deleted', label: 'Deleted ones' },
];

/** Words, and values to choose from with how many assignments each leaves. */
export function FilterBar(props: {
  readonly readId: string;
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
}) {
  const { filter, onFilter } = props;
  const facets = useFacets(props.readId, filter).data;
  const without = (member: keyof Filter): Filter =>
    Object.fromEntries(Object.entries(filter).filter(([name]) => name !== member));
  const choose = (member: ListMember, values: string[]) =>
    onFilter(values.length === 0 ? without(member) : { ...filter, [member]: values });
  const list = (member: ListMember, label: string, offered: readonly Facet[] | undefined) => {
    const chosen = filter[member] ?? [];
    const known = new Map((offered ?? []).map((facet) => [facet.value, facet]));
    const options = [
      ...(offered ?? []).map(({ value, label: name, count }) => ({
        value,
        label: name,
        labelTag: String(count),
      })),
      ...chosen
        .filter((value) => !known.has(value))
        .map((value) => ({
          value,
          label: value.slice(value.lastIndexOf('/') + 1),
          labelTag: '0',
        })),
    ];
    return (
      <Multiselect
        inlineTokens
        ariaLabel={label}
        placeholder={label}
        filteringType="auto"
        filteringAriaLabel={`Find in ${label}`}
        virtualScroll={options.length > 200}
        options={options}
        selectedOptions={options.filter(({ value }) => chosen.includes(value))}
        onChange={({ detail }) =>
          choose(
            member,
            detail.selectedOptions.map(({ value }) => value ?? ''),
          )
        }
        empty="Nothing to choose"
      />
    );
  };
  const { principalType, principals, deleted } = filter;
  return (
    <div className="wb-access-filter">
      <Input
        type="search"
        value={filter.text ?? ''}
        ariaLabel="Find assignments"
        placeholder="Names or ids"
        onChange={({ detail }) =>
          onFilter(detail.value === '' ? without('text') : { ...filter, text: detail.value.slice(0, 500) })
        }
      />
      {list('units', 'Organizational unit', facets?.units)}
      {list('accounts', 'Account', facets?.accounts)}
      {list('permissionSets', 'Permission set', facets?.permissionSets)}
      <Select
        ariaLabel="Kind of principal"
        selectedOption={
          WHO.find(({ value }) => value === (deleted === true ? 'deleted' : (principalType ?? 'any'))) ?? null
        }
        options={WHO}
        onChange={({ detail }) => {
          const { value } = detail.selectedOption;
          const { principalType: _type, deleted: _deleted, ...others } = filter;
          onFilter({
            ...others,
            ...(value === 'USER' || value === 'GROUP' ? { principalType: value } : {}),
            ...(value === 'deleted' ? { deleted: true } : {}),
          });
        }}
      />
      {Object.keys(filter).length === 0 ? null : (
        <span className="wb-row wb-small">
          {principals === undefined ? null : <>One principal: {principals.join(', ')}</>}
          <Button variant="inline-link" onClick={() => onFilter({})}>
            Show everything
          </Button>
        </span>
      )}
    </div>
  );
}
