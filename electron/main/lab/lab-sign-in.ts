import { BrowserWindow } from 'electron';
import { labOverviewSchema } from '../../../shared/contract/lab-told.ts';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import type { SignInSessionParts } from '../security/sign-in-session.ts';
import type { OpenedSignIn } from '../windows/sign-in-window.ts';
import type { LabHost } from './lab-host.ts';
import { answerOrigin, placesOfLab } from './lab-places.ts';

/**
 * Opens a sign-in of the Lab's workspace in a window that trusts the Lab.
 *
 * @param url where it begins, with the address of the answer in its `redirect_uri`
 * @throws WorkbenchError ERR_LAB_NOT_RUNNING
 */
export async function openLabSignIn(
  url: string,
  host: Pick<LabHost, 'running' | 'ask'>,
  parts: Pick<SignInSessionParts, 'newId' | 'now' | 'logRefusal'>,
): Promise<OpenedSignIn> {
  const { running } = host;
  if (running === undefined) throw new WorkbenchError('ERR_LAB_NOT_RUNNING', 'lab', {});
  const { services } = labOverviewSchema.parse(await host.ask('GET', ''));
  const adfs = services.adfs === undefined ? '' : new URL(services.adfs.real).hostname;
  const answersAt = answerOrigin(url);
  const places = placesOfLab(Object.values(running.ready.endpoints), answersAt, adfs);
  const { openSignInWindow } = await import('../windows/sign-in-window.ts');
  return openSignInWindow(url, answersAt, {
    ...parts,
    places,
    caPem: running.caPem,
    proxy: running.ready.endpoints.connectProxy,
    parent: BrowserWindow.getFocusedWindow() ?? undefined,
  });
}
