import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ChannelInput, ChannelOutput } from '../../../shared/contract/whole.ts';
import type { MessageRow } from '../../../shared/core/inspector/report.ts';
import { CallError, call } from '../../bridge/call.ts';
import type { Received, Sent } from '../../bridge/wire-types.ts';
import type { Inspection } from './queries.ts';
import type { InspectorSession, SessionSnapshot } from './session.ts';

export type HistoryEntryRow = Received<ChannelOutput<'history.list'>>['entries'][number];

/** What is still being typed is not worth keeping. */
const PAUSE = 2000;
/** As main keeps them. */
const MAX_TEXT = 262_144;
const MAX_MESSAGES = 20;
const MAX_ISSUER = 2048;

/** Whether a history is kept, and whether it can be. Asked on this page only: it looks for the system's keystore. */
export function useHistoryStatus() {
  return useQuery({
    queryKey: ['history.status', {}],
    queryFn: () => call('history.status', {}),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

/** What is kept, the newest first. */
export function useHistoryList(enabled: boolean) {
  return useQuery({
    queryKey: ['history.list', {}],
    queryFn: async () => (await call('history.list', {})).entries,
    enabled,
    gcTime: 0,
    retry: false,
  });
}

/**
 * Forgets everything, after main's own question; declining it is no failure.
 *
 * @returns a mutation that takes whether the history is turned off too, and gives false where it was declined
 */
export function useForgetHistory() {
  return useMutation({
    mutationFn: async (turnOff: boolean): Promise<boolean> => {
      const { planId } = await call('history.planErase', { turnOff });
      try {
        await call('history.apply', { planId });
        return true;
      } catch (thrown) {
        if (thrown instanceof CallError && thrown.wire.code === 'ERR_PLAN_DECLINED') return false;
        throw thrown;
      }
    },
  });
}

type KeptMessages = Sent<ChannelInput<'history.add'>>['messages'];

/** @returns what an entry of the history says of its messages */
function keptMessages(rows: readonly MessageRow[]): KeptMessages {
  return rows.slice(0, MAX_MESSAGES).map(({ kind, verdict, issuer }) => ({
    kind,
    verdict,
    ...(issuer === undefined ? {} : { issuer: issuer.slice(0, MAX_ISSUER) }),
  }));
}

/** Keeps what is inspected, once it has stood for a moment: no sample, no link and no file, and only where history is on. */
export function useKeepHistory(
  session: InspectorSession,
  snapshot: SessionSnapshot,
  inspection: Inspection,
): void {
  const enabled = useHistoryStatus().data?.enabled === true;
  const done = inspection.state === 'done' && !inspection.busy ? inspection.report : undefined;
  const own = !snapshot.borrowed && snapshot.file === undefined && snapshot.length <= MAX_TEXT;
  useEffect(() => {
    if (!enabled || !own || done === undefined || done.messages.length === 0) return;
    const { text } = session;
    const timer = setTimeout(() => {
      if (session.text !== text) return;
      // A history that cannot be written must not come between the reader and the verdict.
      call('history.add', { text, messages: keptMessages(done.messages) }).catch(() => undefined);
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [enabled, own, done, session]);
}
