import { useEffect } from 'react';
import type { DeepLink } from '../../shared/contract/deep-link.ts';
import { DEFAULT_INSPECT_OPTIONS } from '../../shared/core/inspector/options.ts';
import { call } from '../bridge/call.ts';
import { onEvent, refetchChanged } from '../bridge/events.ts';
import type { AppParts } from './app-parts.ts';
import { showPage } from './use-page.ts';

/** Shows the page a link names and fills in what it holds; a link never does more. */
function follow(link: DeepLink, { session }: AppParts): void {
  if (link.page === 'inspector') {
    const { text, profile, audience, issuer, recipient } = link;
    session.replace(text ?? session.text, text === undefined ? undefined : 'A link', {
      ...DEFAULT_INSPECT_OPTIONS,
      ...(profile === undefined ? {} : { profile }),
      expect: {
        ...(audience === undefined ? {} : { audience }),
        ...(issuer === undefined ? {} : { issuer }),
        ...(recipient === undefined ? {} : { recipient }),
      },
    });
  }
  showPage(link.page);
}

/** Tells once that this runtime is not the one of a release. */
async function tellAboutRuntime({ notices }: AppParts): Promise<void> {
  const info = await call('app.info', {});
  if (info.developmentRuntime) {
    notices.add({
      id: 'development-runtime',
      tone: 'info',
      text: `Development runtime: Electron ${info.versions.electron}, for building and testing, not for daily use.`,
      dismissible: false,
    });
  }
}

/** Everything main tells without being asked, and what is asked once when the window has been drawn. */
export function useHostEvents(parts: AppParts): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the parts live as long as the window
  useEffect(() => {
    const { queryClient, notices } = parts;
    const stops = [
      refetchChanged(queryClient),
      onEvent('deep-link', ({ link }) => follow(link, parts)),
      onEvent('notice', ({ error }) =>
        notices.add({
          id: `error ${error.code}`,
          tone: 'warning',
          text: `${error.message} ${error.hint ?? ''}`,
          dismissible: true,
        }),
      ),
    ];
    void call('app.takeDeepLink', {}).then(({ link }) => {
      if (link !== undefined) follow(link, parts);
    });
    void tellAboutRuntime(parts);
    requestAnimationFrame(() => {
      // The smoke test and the start-up measurement wait for it.
      document.documentElement.dataset.ready = 'true';
    });
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
}
