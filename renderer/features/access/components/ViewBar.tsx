import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Select from '@cloudscape-design/components/select';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type AccessLook, type AccessView, BUILT_IN_VIEWS } from '../../../../shared/core/access/views.ts';
import { call, wireErrorOf } from '../../../bridge/call.ts';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import { useViews } from '../queries.ts';
import { lookOf, sameLook } from '../views.ts';
import { ViewName } from './ViewName.tsx';

const UNSAVED = '';

/** Looks at the assignments under a name: chosen, saved, renamed, removed, exported. */
export function ViewBar(props: {
  readonly look: AccessLook;
  readonly onLook: (look: AccessLook) => void;
  /** False while what was read is not complete. */
  readonly canExport: boolean;
}) {
  const { look, onLook } = props;
  const { data, error } = useViews();
  const [based, setBased] = useState<string>();
  const [naming, setNaming] = useState<'new' | 'rename'>();
  const [removed, setRemoved] = useState<AccessView>();
  const saved = data?.views ?? [];
  const all = [...BUILT_IN_VIEWS, ...saved];
  const shown =
    all.find((view) => view.name === based && sameLook(view, look)) ??
    all.find((view) => sameLook(view, look));
  const own = saved.find(({ name }) => name === (shown?.name ?? based));
  const save = useMutation({
    mutationFn: (input: { readonly view: AccessView; readonly replaces?: string }) =>
      call('access.saveView', input),
    onSuccess: (_, { view }) => {
      setBased(view.name.trim());
      setNaming(undefined);
      setRemoved(undefined);
    },
  });
  const remove = useMutation({
    mutationFn: (view: AccessView) => call('access.removeView', { name: view.name }),
    onSuccess: (_, view) => setRemoved(view),
  });
  const exported = useMutation({
    mutationFn: (format: 'csv' | 'xlsx') =>
      call('access.exportTo', {
        format,
        shown: { filter: look.filter, sort: look.sort, descending: look.descending },
      }),
  });
  const act = (id: string) => {
    if (id === 'save' && own !== undefined)
      save.mutate({ view: { ...look, name: own.name }, replaces: own.name });
    if (id === 'save-as') setNaming('new');
    if (id === 'rename') setNaming('rename');
    if (id === 'remove' && own !== undefined) remove.mutate(own);
    if (id === 'csv' || id === 'xlsx') exported.mutate(id);
  };
  const changed = own !== undefined && shown === undefined;
  const option = ({ name }: AccessView) => ({ value: name, label: name });
  const failure = error ?? (naming === undefined ? save.error : null) ?? remove.error ?? exported.error;
  return (
    <div className="wb-access-views">
      <Select
        ariaLabel="View"
        triggerVariant="label"
        selectedOption={
          shown === undefined
            ? { value: UNSAVED, label: changed ? `${own.name} (changed)` : 'Not saved' }
            : option(shown)
        }
        options={[
          { label: 'Always there', options: BUILT_IN_VIEWS.map(option) },
          ...(saved.length === 0 ? [] : [{ label: 'Saved', options: saved.map(option) }]),
        ]}
        filteringType={all.length > 12 ? 'auto' : 'none'}
        filteringAriaLabel="Find a view"
        onChange={({ detail }) => {
          const view = all.find(({ name }) => name === detail.selectedOption.value);
          if (view === undefined) return;
          setBased(view.name);
          onLook(lookOf(view));
        }}
      />
      <ButtonDropdown
        items={[
          { id: 'save', text: own === undefined ? 'Save' : `Save ${own.name}`, disabled: !changed },
          { id: 'save-as', text: 'Save as…' },
          { id: 'rename', text: 'Rename…', disabled: own === undefined },
          { id: 'remove', text: 'Remove', disabled: own === undefined },
          {
            text: 'Export what is shown',
            items: [
              { id: 'csv', text: 'CSV…', disabled: !props.canExport },
              { id: 'xlsx', text: 'Excel workbook…', disabled: !props.canExport },
            ],
          },
        ]}
        loading={save.isPending || remove.isPending || exported.isPending}
        onItemClick={({ detail }) => act(detail.id)}
      >
        View
      </ButtonDropdown>
      <Told saved={exported.data?.path} keptAside={data?.keptAside} />
      {removed === undefined ? null : (
        <span className="wb-small" role="status">
          The view {removed.name} was removed.{' '}
          <Button variant="inline-link" onClick={() => save.mutate({ view: removed })}>
            Undo
          </Button>
        </span>
      )}
      {failure === null ? null : <ErrorPanel error={wireErrorOf(failure)} />}
      {naming === undefined ? null : (
        <ViewName
          title={naming === 'new' ? 'Save this view' : `Rename ${own?.name ?? ''}`}
          name={naming === 'new' ? '' : (own?.name ?? '')}
          error={save.error}
          busy={save.isPending}
          onName={(name) =>
            save.mutate(
              naming === 'rename' && own !== undefined
                ? { view: { ...own, name }, replaces: own.name }
                : { view: { ...look, name } },
            )
          }
          onClose={() => {
            save.reset();
            setNaming(undefined);
          }}
        />
      )}
    </div>
  );
}

function Told(props: { readonly saved: string | undefined; readonly keptAside: string | undefined }) {
  const { saved, keptAside } = props;
  return (
    <>
      {saved === undefined ? null : (
        <span className="wb-small wb-secondary" role="status">
          Saved in {saved}.
        </span>
      )}
      {keptAside === undefined ? null : (
        <span className="wb-small wb-error" role="status">
          The file of views was damaged. It is kept as {keptAside}.
        </span>
      )}
    </>
  );
}
