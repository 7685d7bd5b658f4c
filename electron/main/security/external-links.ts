import { shell } from 'electron';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import { allowedExternalLink, allowedSignIn } from './external-link-rule.ts';

/**
 * Opens a documentation link in the system's browser; the one place that does.
 *
 * @throws WorkbenchError ERR_ADDRESS_REFUSED for anything that is not of the allow-list
 */
export async function openExternalLink(link: string): Promise<void> {
  const allowed = allowedExternalLink(link);
  if (allowed === undefined) {
    throw new WorkbenchError(
      'ERR_ADDRESS_REFUSED',
      'external link',
      { address: link.slice(0, 200), reason: 'not of the list of documentation sites' },
      { message: 'This link is not opened.', hint: 'Copy it, and open it yourself if you trust it.' },
    );
  }
  await shell.openExternal(allowed);
}

/**
 * Opens a sign-in in the system's browser, where a person's own sessions and password manager are.
 *
 * @param origins of the workspace's own authorities; nothing else is opened
 * @throws WorkbenchError ERR_ADDRESS_REFUSED
 */
export async function openSignInPage(link: string, origins: readonly string[]): Promise<void> {
  const allowed = allowedSignIn(link, origins);
  if (allowed === undefined) {
    throw new WorkbenchError('ERR_ADDRESS_REFUSED', 'sign-in', {
      address: link.split('?')[0]?.slice(0, 200) ?? '',
      reason: 'not an authority of this workspace',
    });
  }
  await shell.openExternal(allowed);
}
