import { useQuery } from '@tanstack/react-query';
import type { ChannelOutput } from '../../../shared/contract/whole.ts';
import type { WireError } from '../../../shared/core/errors/workbench-error.ts';
import { call, wireErrorOf } from '../../bridge/call.ts';
import type { Received } from '../../bridge/wire-types.ts';

/** The certificates of some texts, as the worker opened them. */
export type OpenedCertificates = Received<ChannelOutput<'inspector.certificates'>>;
export type OpenedCertificate = OpenedCertificates['certificates'][number];

/** Cheap to ask, and without it there is none. */
const MAY_HOLD = /X509Certificate|"x5c"|CERTIFICATE-----|^\s*MI/;

/**
 * Opens the certificates in texts.
 *
 * @param key stands for the texts, which may be many megabytes
 */
export function useCertificates(
  key: readonly (string | number)[],
  texts: readonly string[],
): { readonly opened: OpenedCertificates | undefined; readonly error: WireError | undefined } {
  const wanted = texts.some((text) => MAY_HOLD.test(text));
  const query = useQuery({
    queryKey: ['inspector.certificates', ...key],
    queryFn: ({ signal }) => call('inspector.certificates', { texts }, signal),
    enabled: wanted,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  if (!wanted) return { opened: { certificates: [], more: 0 }, error: undefined };
  return { opened: query.data, error: query.error === null ? undefined : wireErrorOf(query.error) };
}
