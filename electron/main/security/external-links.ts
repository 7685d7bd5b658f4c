import { shell } from 'electron';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import { allowedExternalLink } from './external-link-rule.ts';

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
