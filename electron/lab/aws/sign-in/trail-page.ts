import { html } from 'hono/html';
import type { LabGround } from '../../platform/ground.ts';
import type { Markup } from '../../platform/page.ts';
import { recordOf, userNameOf } from '../trail/event-record.ts';

/** Events a page shows, the newest first. */
const SHOWN = 50;

/** CloudTrail's event history, or one event of it. */
export function trailMarkup(ground: LabGround, base: string, eventId: string | undefined): Markup {
  const { trail, region, organization } = ground.state.aws;
  const home = html`<p><a href="${base}/console/home">Console home</a></p>`;
  const one = trail.find((event) => event.eventId === eventId);
  if (one !== undefined) {
    const record = recordOf(one, { region, accountId: organization.managementAccountId });
    return html`<h2>${one.eventName}</h2><pre class="note" id="record">${JSON.stringify(record, null, 2)}</pre>
<p><a href="${base}/cloudtrailv2/home">Event history</a></p>${home}`;
  }
  const latest = trail.slice(-SHOWN).reverse();
  return html`<table><thead><tr><th scope="col">Time</th><th scope="col">Event</th><th scope="col">User</th><th scope="col">Source</th><th scope="col">Error</th></tr></thead><tbody>
${latest.map(
  (event) => html`<tr><td>${new Date(event.eventTime).toISOString()}</td>
<td><a href="${base}/cloudtrailv2/home?event=${event.eventId}">${event.eventName}</a></td>
<td>${userNameOf(event) ?? ''}</td><td>${event.eventSource}</td><td>${event.errorMessage ?? event.errorCode ?? ''}</td></tr>`,
)}
</tbody></table>
${latest.length === 0 ? html`<p>Nothing happened yet.</p>` : ''}${home}`;
}
