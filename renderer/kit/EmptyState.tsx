import type { ReactNode } from 'react';

/** What a region says while it has nothing to show: what will be here, and the one way to get it there. */
export function EmptyState(props: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className="wb-empty">
      <h2>{props.title}</h2>
      {props.children === undefined ? null : <p>{props.children}</p>}
      {props.action}
    </div>
  );
}
