import Button from '@cloudscape-design/components/button';
import { Component, type ReactNode } from 'react';
import type { WireError } from '../../shared/core/errors/workbench-error.ts';
import { toWireError } from '../../shared/core/errors/workbench-error.ts';
import { ErrorPanel } from '../kit/ErrorPanel.tsx';

interface Props {
  readonly children: ReactNode;
}

/** Keeps a page that failed from taking the window with it; says what to report. */
export class PageBoundary extends Component<Props, { readonly error: WireError | undefined }> {
  override readonly state: { readonly error: WireError | undefined } = { error: undefined };

  static getDerivedStateFromError(thrown: unknown) {
    return { error: toWireError(thrown, crypto.randomUUID()) };
  }

  override componentDidCatch(thrown: unknown): void {
    // The console is written to the log file by the main process.
    console.error(`page failed, correlation id ${this.state.error?.correlationId}`, thrown);
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <div className="wb-page">
        <ErrorPanel
          error={error}
          action={<Button onClick={() => this.setState({ error: undefined })}>Show the page again</Button>}
        />
      </div>
    );
  }
}
