import type { QueryClient } from '@tanstack/react-query';
import type { WorkbenchEvent } from '../../shared/contract/workbench-api.ts';
import { workbench } from './workbench.ts';

type EventOf<Type extends WorkbenchEvent['type']> = Extract<WorkbenchEvent, { readonly type: Type }>;

/**
 * Listens to one kind of event from main.
 *
 * @returns a function that ends the subscription
 */
export function onEvent<Type extends WorkbenchEvent['type']>(
  type: Type,
  listener: (event: EventOf<Type>) => void,
): () => void {
  return workbench().onEvent((event) => {
    if (event.type === type) listener(event as EventOf<Type>);
  });
}

/** Asks again for what main says has changed. Queries are keyed [channel, input]. */
export function refetchChanged(client: QueryClient): () => void {
  return onEvent('changed', ({ channels }) => {
    for (const channel of channels) void client.invalidateQueries({ queryKey: [channel] });
  });
}
