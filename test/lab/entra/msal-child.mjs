// An unmodified msal-node in a process of its own: commands come in and answers go out, one JSON line each.
import { createInterface } from 'node:readline';
import {
  ConfidentialClientApplication,
  ManagedIdentityApplication,
  PublicClientApplication,
} from '@azure/msal-node';

const makers = { ConfidentialClientApplication, ManagedIdentityApplication, PublicClientApplication };

const clients = new Map();
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

async function run({ id, client, make, config, call, args = [] }) {
  if (make !== undefined) {
    clients.set(client, new makers[make](config));
    return {};
  }
  const [request] = args;
  if (call === 'acquireTokenByDeviceCode') request.deviceCodeCallback = (device) => say({ id, device });
  return clients.get(client)[call](...args);
}

for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  run(command).then(
    (result) => say({ id: command.id, result }),
    ({ errorCode, errorMessage, subError, errorNo, claims, message, name }) =>
      say({ id: command.id, error: { errorCode, errorMessage, subError, errorNo, claims, message, name } }),
  );
}
