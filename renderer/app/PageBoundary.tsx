import Button from '@cloudscape-design/components/button';
import { Component, type ReactNode } from 'react';
import { toWireError, type WireError } from '../../shared/core/errors/workbench-error.ts';
import { call } from '../bridge/call.ts';
import { ErrorPanel } from '../kit/ErrorPanel.tsx';

interface Props {
  readonly children: ReactNode;
}

interface State {
  readonly error: WireError | undefined;
}

const STACK_LIMIT = 20_000;

/** Logs what a page threw, without its message, which may hold a token. @returns the id to quote */
async function report(thrown: unknown): Promise<string> {
  const { name, stack } = thrown instanceof Error ? thrown : { name: typeof thrown, stack: undefined };
  const frames = stack
    ?.split('\n')
    .filter((line) => line.startsWith('    at '))
    .join('\n')
    .slice(0, STACK_LIMIT);
  const input = { name: name.slice(0, 200), ...(frames === undefined ? {} : { stack: frames }) };
  return (await call('app.reportProblem', input)).correlationId;
}

/** Keeps a page that failed from taking the window with it, and says what to quote when reporting it. */
export class PageBoundary extends Component<Props, State> {
  override readonly state: State = { error: undefined };

  static getDerivedStateFromError(thrown: unknown): State {
    return { error: toWireError(thrown) };
  }

  override componentDidCatch(thrown: unknown): void {
    void report(thrown).then((correlationId) =>
      this.setState(({ error }) => ({ error: error && { ...error, correlationId } })),
    );
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <div className="wb-page">
        <ErrorPanel
          error={error}
          action={
            <span className="wb-row">
              <Button onClick={() => this.setState({ error: undefined })}>Try again</Button>
              <Button onClick={() => window.location.reload()}>Reload the window</Button>
            </span>
          }
        />
      </div>
    );
  }
}
