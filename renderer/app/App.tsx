import { QueryClientProvider } from '@tanstack/react-query';
import type { AppParts } from './app-parts.ts';
import { Frame } from './frame/Frame.tsx';
import { useHostEvents } from './use-host-events.ts';
import '../kit/theme-variables.css';
import '../kit/kit.css';
import './frame/frame.css';

/** The whole window. */
export function App(props: AppParts) {
  useHostEvents(props);
  return (
    <QueryClientProvider client={props.queryClient}>
      <div className="wb-frame">
        <Frame {...props} />
      </div>
    </QueryClientProvider>
  );
}
