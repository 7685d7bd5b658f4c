import Icon from '@cloudscape-design/components/icon';
import { hashOfPage, PAGES, type PageId } from '../routes.ts';

const APART: PageId = 'settings';

/** The pages; those about the application itself stand apart at the end. */
export function Navigation(props: { readonly page: PageId }) {
  return (
    <nav className="wb-nav" aria-label="Pages">
      <ul>
        {(Object.keys(PAGES) as PageId[]).map((id) => (
          <li key={id} className={id === APART ? 'wb-nav-apart' : undefined}>
            <a href={hashOfPage(id)} aria-current={id === props.page ? 'page' : undefined}>
              <Icon name={PAGES[id].icon} size="small" />
              {PAGES[id].title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
