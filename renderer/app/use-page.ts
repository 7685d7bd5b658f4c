import { useSyncExternalStore } from 'react';
import { hashOfPage, type PageId, pageOfHash } from './routes.ts';

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

/** The page the window shows; Back and Forward work because it lives in the location's hash. */
export function usePage(): PageId {
  return useSyncExternalStore(subscribe, () => pageOfHash(window.location.hash));
}

/** Shows a page. */
export function showPage(page: PageId): void {
  if (pageOfHash(window.location.hash) !== page) window.location.hash = hashOfPage(page);
}
