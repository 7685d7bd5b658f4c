import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import TextFilter from '@cloudscape-design/components/text-filter';
import { useMemo, useState } from 'react';
import type {
  AuthorizeWith,
  ClaimReport,
  InspectedMessage,
} from '../../../../shared/core/inspector/report.ts';
import { CopyButton } from '../../../kit/CopyButton.tsx';
import { EmptyState } from '../../../kit/EmptyState.tsx';
import { type VirtualColumn, VirtualTable } from '../../../kit/VirtualTable.tsx';
import { ClaimValues } from './ClaimValues.tsx';
import { MessageFacts } from './MessageFacts.tsx';

/** Beyond this, only the rows in sight are drawn. */
const VIRTUAL_FROM = 1000;

const AUTHORIZE: Record<
  AuthorizeWith,
  { readonly type: 'success' | 'error' | 'pending'; readonly text: string }
> = {
  safe: { type: 'success', text: 'Safe' },
  never: { type: 'error', text: 'Never' },
  unknown: { type: 'pending', text: 'Unknown' },
};

const Name = ({ claim }: { readonly claim: ClaimReport }) => (
  <>
    <span className="wb-mono wb-claim-name">{claim.name}</span>
    {claim.friendlyName === undefined ? null : <span className="wb-secondary"> {claim.friendlyName}</span>}
    <div className="wb-small wb-secondary">{claim.meaning}</div>
  </>
);

const Trust = ({ claim }: { readonly claim: ClaimReport }) => {
  const look = AUTHORIZE[claim.authorizeWith];
  return (
    <>
      <StatusIndicator type={look.type}>{look.text}</StatusIndicator>
      <div className="wb-small wb-secondary">{claim.signed ? 'Signed' : 'Not verified'}</div>
    </>
  );
};

const COLUMNS: TableProps<ClaimReport>['columnDefinitions'] = [
  { id: 'name', header: 'Claim', cell: (claim) => <Name claim={claim} />, isRowHeader: true, width: '40%' },
  { id: 'value', header: 'Value', cell: (claim) => <ClaimValues claim={claim} /> },
  {
    id: 'trust',
    header: 'Authorize with it',
    cell: (claim) => <Trust claim={claim} />,
    width: 136,
  },
];

const VIRTUAL_COLUMNS: readonly VirtualColumn<ClaimReport>[] = [
  { id: 'name', header: 'Claim', track: 'minmax(0, 2fr)', cell: (claim) => <Name claim={claim} /> },
  { id: 'value', header: 'Value', track: 'minmax(0, 2fr)', cell: (claim) => <ClaimValues claim={claim} /> },
  { id: 'trust', header: 'Authorize with it', track: '130px', cell: (claim) => <Trust claim={claim} /> },
];

function matches(claim: ClaimReport, wanted: string): boolean {
  const texts = [claim.name, claim.friendlyName ?? '', claim.meaning, ...claim.values];
  return texts.some((text) => text.toLowerCase().includes(wanted));
}

/** Every claim with its value, what it means, and whether one may authorize with it. */
export function ClaimsTab(props: { readonly message: InspectedMessage }) {
  const { claims } = props.message;
  const [filter, setFilter] = useState('');
  const wanted = filter.trim().toLowerCase();
  const shown = useMemo(
    () => (wanted === '' ? claims : claims.filter((claim) => matches(claim, wanted))),
    [claims, wanted],
  );
  const asJson = () =>
    JSON.stringify(Object.fromEntries(shown.map((claim) => [claim.name, claim.values])), undefined, 2);
  return (
    <>
      <MessageFacts message={props.message} />
      <div className="wb-toolbar">
        <TextFilter
          filteringText={filter}
          filteringPlaceholder="Find a claim"
          filteringAriaLabel="Find a claim, value or meaning"
          filteringClearAriaLabel="Clear"
          countText={wanted === '' ? '' : `${shown.length} of ${claims.length}`}
          onChange={({ detail }) => setFilter(detail.filteringText)}
        />
        <CopyButton text={asJson} label="Copy the claims as JSON" />
      </div>
      {shown.length > VIRTUAL_FROM ? (
        <VirtualTable
          label="Claims"
          rows={shown}
          columns={VIRTUAL_COLUMNS}
          keyOf={(claim, index) => `${index} ${claim.name}`}
          estimate={64}
        />
      ) : (
        <Table
          cellVerticalAlign="top"
          variant="borderless"
          contentDensity="compact"
          wrapLines
          enableKeyboardNavigation
          ariaLabels={{ tableLabel: 'Claims' }}
          columnDefinitions={COLUMNS}
          items={shown}
          empty={
            <EmptyState title={claims.length === 0 ? 'No claims in this message' : 'No claim matches'} />
          }
        />
      )}
    </>
  );
}
