/** The pages that work; a capability gets its entry when its page does. */
export const PAGES = {
  home: { title: 'Home', icon: 'grid-view' },
  inspector: { title: 'Inspector', icon: 'security' },
  access: { title: 'Access', icon: 'group' },
  connections: { title: 'Connections', icon: 'user-profile' },
  lab: { title: 'Lab', icon: 'globe' },
  'self-test': { title: 'Self-test', icon: 'check' },
  settings: { title: 'Settings', icon: 'settings' },
  about: { title: 'About', icon: 'status-info' },
} as const;

export type PageId = keyof typeof PAGES;

/** @returns the page a location hash names; Home for anything unknown */
export function pageOfHash(hash: string): PageId {
  const id = hash.replace(/^#\/?/, '');
  return Object.hasOwn(PAGES, id) ? (id as PageId) : 'home';
}

/** @returns the location hash of a page */
export function hashOfPage(page: PageId): string {
  return `#/${page}`;
}
