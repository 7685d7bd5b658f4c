import type { App } from 'electron';

/** Leaves no way round a certificate that does not hold, and offers no client certificate: pages load nothing over TLS. */
export function guardCertificates(app: Pick<App, 'on'>): void {
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault();
    answer(false);
  });
  app.on('select-client-certificate', (event, _contents, _url, _list, answer) => {
    event.preventDefault();
    answer();
  });
}
