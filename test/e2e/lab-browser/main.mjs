// @ts-check
import { X509Certificate } from 'node:crypto';
import { app, BrowserWindow, session } from 'electron';

/**
 * A browser and nothing else: it reaches the Lab's hosts under their real names through its CONNECT proxy, and trusts the
 * Lab's authority alone. LAB_PROXY and LAB_CA say where and whom; LAB_IDENTITY names a PKCS #12 file (without
 * a password) whose certificate it shows to servers that ask for one.
 */
const { LAB_PROXY = '', LAB_CA = '', LAB_IDENTITY = '' } = process.env;
const authority = new X509Certificate(LAB_CA);

app.on('select-client-certificate', (event, _contents, _url, certificates, choose) => {
  event.preventDefault();
  choose(certificates[0]);
});

async function open() {
  if (LAB_IDENTITY !== '')
    await new Promise((resolve) =>
      app.importCertificate({ certificate: LAB_IDENTITY, password: '' }, resolve),
    );
  const own = session.defaultSession;
  await own.setProxy({ proxyRules: LAB_PROXY });
  own.setCertificateVerifyProc(({ hostname, certificate }, decide) => {
    const shown = new X509Certificate(certificate.data);
    const isLabs = shown.checkIssued(authority) && shown.verify(authority.publicKey);
    decide(isLabs && shown.checkHost(hostname) !== undefined ? 0 : -2);
  });
  const window = new BrowserWindow({ width: 900, height: 800, webPreferences: { sandbox: true } });
  await window.loadURL('about:blank');
}

// Electron becomes ready only when this module has run to its end: nothing may be awaited here.
app.whenReady().then(open, (thrown) => {
  console.error(thrown);
  app.exit(1);
});
