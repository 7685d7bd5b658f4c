import { describe, expect, it } from 'vitest';
import {
  type AccessView,
  BUILT_IN_VIEWS,
  MOST_VIEWS,
  PLAIN_LOOK,
  viewNamed,
  withoutView,
  withView,
} from '../../../shared/core/access/views.ts';

const view = (name: string, text = ''): AccessView => ({ ...PLAIN_LOOK, name, filter: { text } });
const refused = expect.objectContaining({ code: 'ERR_ACCESS_VIEW' });

describe('saved views', () => {
  it('are kept by name, whatever the case of its letters', () => {
    const views = withView(withView([], view('Prod')), view(' admins '));
    expect(views.map(({ name }) => name)).toEqual(['admins', 'Prod']);
    expect(() => withView(views, view('PROD'))).toThrow(refused);
    expect(viewNamed(views, ' prod')?.name).toBe('Prod');
    expect(viewNamed(views, 'everything')).toBe(BUILT_IN_VIEWS[0]);
    expect(viewNamed(views, 'nothing')).toBeUndefined();
    expect(withoutView(views, 'PROD').map(({ name }) => name)).toEqual(['admins']);
  });

  it('are changed and renamed in their place', () => {
    const views = withView([], view('Prod', 'a'));
    expect(withView(views, view('Prod', 'b'), 'Prod')).toEqual([view('Prod', 'b')]);
    expect(withView(views, view('Production', 'a'), 'prod')).toEqual([view('Production', 'a')]);
    const both = withView(views, view('Dev'));
    expect(() => withView(both, view('dev'), 'Prod')).toThrow(refused);
  });

  it('have a name of their own, and are not without end', () => {
    expect(() => withView([], view('  '))).toThrow(refused);
    expect(() => withView([], view('EVERYTHING'))).toThrow(refused);
    const full = Array.from({ length: MOST_VIEWS }, (_, number) => view(`View ${number}`));
    expect(() => withView(full, view('One more'))).toThrow(refused);
    expect(withView(full, view('View 5', 'x'), 'View 5')).toHaveLength(MOST_VIEWS);
  });
});
