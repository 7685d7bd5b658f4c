import { HEADROOM, type HeadroomId } from '../../../../shared/core/access/headroom.ts';
import { VirtualTable } from '../../../kit/VirtualTable.tsx';

interface Row {
  readonly id: HeadroomId;
  readonly used: number;
  readonly limit: number;
  readonly where?: string;
}

/** How much of AWS's quotas the organization uses; of one that is of each account or set, the fullest. */
export function QuotaTable(props: { readonly quotas: readonly Row[] }) {
  const number = new Intl.NumberFormat();
  return (
    <section aria-labelledby="wb-quotas">
      <h2 id="wb-quotas">Quotas</h2>
      <VirtualTable
        label="Quotas"
        rows={props.quotas}
        keyOf={({ id }) => id}
        columns={[
          {
            id: 'quota',
            header: 'Quota',
            track: 'minmax(0, 1.4fr)',
            cell: ({ id }) => HEADROOM[id].title,
          },
          {
            id: 'used',
            header: 'Used',
            track: '150px',
            cell: ({ used, limit }) => `${number.format(used)} of ${number.format(limit)}`,
          },
          {
            id: 'share',
            header: 'Share',
            track: 'minmax(80px, 0.6fr)',
            cell: ({ id, used, limit }) => (
              <meter
                className="wb-quota"
                min={0}
                max={limit}
                high={limit * NEARLY_FULL}
                value={used}
                aria-label={`${HEADROOM[id].title}, share in use`}
              />
            ),
          },
          { id: 'where', header: 'Fullest', track: 'minmax(0, 1fr)', cell: ({ where }) => where ?? '' },
        ]}
      />
      <p className="wb-small wb-secondary">
        Limits are AWS’s defaults; your organization may have been given more.
      </p>
    </section>
  );
}

/** Share from which on a quota is a finding too. */
const NEARLY_FULL = 0.9;
