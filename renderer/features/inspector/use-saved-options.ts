import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { WireError } from '../../../shared/core/errors/workbench-error.ts';
import { DEFAULT_INSPECT_OPTIONS, type InspectOptions } from '../../../shared/core/inspector/options.ts';
import { call, wireErrorOf } from '../../bridge/call.ts';
import type { InspectorSession } from './session.ts';

const PAUSE = 800;

/** The part a workspace keeps: nothing secret, and no moment in time. */
function kept(options: InspectOptions) {
  const { trust, profile, expect, clockSkew, strict } = options;
  return { trust, profile, expect, clockSkew, strict };
}

/**
 * Brings the keys and expectations of this workspace back, and saves them when they change.
 *
 * @returns why they could not be read or saved
 */
export function useSavedOptions(session: InspectorSession): WireError | undefined {
  const [failure, setFailure] = useState<WireError>();
  const loaded = useQuery({
    queryKey: ['workspace.load', {}],
    queryFn: () => call('workspace.load', {}),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const saved = loaded.data?.settings.inspector;

  useEffect(() => {
    if (saved === undefined) return;
    let last = JSON.stringify(saved);
    // A second visit of the page must not undo what was entered since the first.
    if (JSON.stringify(session.ownOptions) === JSON.stringify(DEFAULT_INSPECT_OPTIONS)) {
      if (last !== JSON.stringify(kept(DEFAULT_INSPECT_OPTIONS))) {
        session.setOwnOptions({ ...DEFAULT_INSPECT_OPTIONS, ...saved });
      }
    } else {
      last = JSON.stringify(kept(session.ownOptions));
    }
    let timer: ReturnType<typeof setTimeout>;
    const save = async () => {
      const settings = { inspector: kept(session.ownOptions) };
      const text = JSON.stringify(settings.inspector);
      if (text === last) return;
      last = text;
      await call('workspace.save', { settings }).then(
        () => setFailure(undefined),
        (error) => setFailure(wireErrorOf(error)),
      );
    };
    const stop = session.subscribe(() => {
      clearTimeout(timer);
      timer = setTimeout(save, PAUSE);
    });
    return () => {
      clearTimeout(timer);
      stop();
      void save();
    };
  }, [saved, session]);

  return failure ?? (loaded.error === null ? undefined : wireErrorOf(loaded.error));
}
