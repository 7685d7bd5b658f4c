import { ACCESS_ERRORS, type AccessErrorDetails } from './access-errors.ts';
import { type CatalogueEntry, entry } from './catalogue-entry.ts';

/** The details that belong to each code; the closed union of codes is made from it. */
export interface ErrorDetails extends AccessErrorDetails {
  ERR_USAGE: { option?: string };
  ERR_INPUT_EMPTY: { what: string };
  ERR_INPUT_TOO_LARGE: { bytes: number; limit: number };
  ERR_INPUT_ENCODING: { encoding: string };
  ERR_INPUT_BINARY: { looksLike: string };
  ERR_INPUT_TRUNCATED: { what: string };
  ERR_INPUT_UNRECOGNISED: { looksLike: string };
  ERR_INPUT_IS_KEY: { looksLike: string };
  ERR_INPUT_NOT_FOUND: { path: string };
  ERR_INPUT_DIRECTORY: { path: string };
  ERR_INPUT_PERMISSION: { path: string };
  ERR_INPUT_READ: { path: string; cause: string };
  ERR_OUTPUT_EXISTS: { path: string };
  ERR_KEY_UNREADABLE: { what: string; reason: string };
  ERR_KEY_UNSUPPORTED: { what: string };
  ERR_IPC_INPUT: { channel: string; problems: readonly string[] };
  ERR_IPC_SENDER: Record<string, never>;
  ERR_IPC_CHANNEL: { channel: string };
  ERR_PLAN_UNKNOWN: { planId: string };
  ERR_PLAN_DECLINED: { planId: string };
  ERR_JOB_UNKNOWN: { jobId: string };
  ERR_CANCELLED: Record<string, never>;
  ERR_WORKER_STOPPED: { exitCode: number };
  ERR_STORE_FULL: { path: string };
  ERR_STORE_PERMISSION: { path: string };
  ERR_STORE_DAMAGED: { path: string; keptAside: string };
  ERR_STORE_NEWER: { path: string; found: number; known: number };
  ERR_STORE_WRITE: { path: string; cause: string };
  ERR_SECRETS_MEMORY_ONLY: Record<string, never>;
  ERR_ADDRESS_REFUSED: { address: string; reason: string };
  ERR_NETWORK_UNREACHABLE: { host: string; cause: string };
  ERR_NETWORK_PROXY: { proxy: string; host: string; status: number };
  ERR_NETWORK_TLS: { host: string; cause: string };
  ERR_NETWORK_ANSWER: { host: string; status: number; reason: string };
  ERR_SIGN_IN_NEEDED: { identity: string };
  ERR_SIGN_IN_TIMEOUT: { seconds: number };
  ERR_SIGN_IN_DENIED: { reason: string };
  ERR_ENTRA_REFUSED: { aadsts?: number; error: string; subError?: string; claims?: string };
  ERR_GRAPH_REFUSED: { status: number; code: string; request: string };
  ERR_IDENTITY_UNKNOWN: { name: string };
  ERR_IDENTITY_SECRET: { identity: string; field: string; reason: string };
  ERR_WORKSPACE_UNKNOWN: { name: string };
  ERR_WORKSPACE_READ_ONLY: { name: string };
  ERR_WORKSPACE_FILE: { problems: readonly string[] };
  ERR_AWS_PROFILE: { profile: string; file?: string; line?: number; reason: string };
  ERR_AWS_CREDENTIALS: { identity: string; reason: string };
  ERR_LAB_PORT_TAKEN: { port: number; holder?: string; free?: number };
  ERR_LAB_SEED: { path: string; problems: readonly string[] };
  ERR_LAB_NOT_RUNNING: { path?: string };
  ERR_INTERNAL: { cause: string };
}

/** Every code the product can answer with. Codes are stable: they are never renamed or reused. */
export type ErrorCode = keyof ErrorDetails;

/** The one catalogue of errors: the command line, the window and docs/reference/errors.md are made from it. */
export const ERROR_CATALOGUE: { readonly [Code in ErrorCode]: CatalogueEntry } = {
  ERR_USAGE: entry('The command was called in a way it does not know.', 'Run it with --help.', 2),
  ERR_INPUT_EMPTY: entry(
    'There is nothing to read.',
    'Paste a token or message, or name a file that has content.',
    2,
  ),
  ERR_INPUT_TOO_LARGE: entry(
    'The input is larger than this can be.',
    'Cut the message you want to judge out of it.',
    2,
  ),
  ERR_INPUT_ENCODING: entry(
    'The text is not in an encoding that can be read.',
    'Save it as UTF-8, or copy it again from its source.',
    2,
  ),
  ERR_INPUT_BINARY: entry(
    'This is binary data, not a token or message.',
    'Copy the text of the token or message itself.',
    2,
  ),
  ERR_INPUT_TRUNCATED: entry(
    'The end of the input is missing.',
    'Copy it again, whole: browsers and terminals often cut long lines.',
    2,
  ),
  ERR_INPUT_UNRECOGNISED: entry(
    'Nothing in the input looks like a token or message this tool knows.',
    'Paste a JWT, a SAML message, or the request that carried it.',
    2,
  ),
  ERR_INPUT_IS_KEY: entry(
    'This is a key or certificate, not a token or message.',
    'Give it as a key, and paste the token that it should verify.',
    2,
  ),
  ERR_INPUT_NOT_FOUND: entry('There is no such file.', 'Check the path.', 2),
  ERR_INPUT_DIRECTORY: entry('This is a folder, not a file.', 'Name one file in it.', 2),
  ERR_INPUT_PERMISSION: entry(
    'The file may not be read.',
    'Ask for read permission, or copy it to a place of yours.',
    2,
  ),
  ERR_INPUT_READ: entry(
    'The file could not be read.',
    'Check the disk or the connection to it, then try again.',
    2,
    true,
  ),
  ERR_OUTPUT_EXISTS: entry(
    'There is already a file of this name; it was left alone.',
    'Name another file, or give --force.',
    2,
  ),
  ERR_KEY_UNREADABLE: entry(
    'The key could not be read.',
    'Give a PEM public key or certificate, a JWK, or a JWKS document.',
    2,
  ),
  ERR_KEY_UNSUPPORTED: entry(
    'The key is of a kind that is not supported.',
    'Give an RSA, EC, OKP or oct key.',
    2,
  ),
  ERR_IPC_INPUT: entry('The page sent something the application does not accept.', 'Reload the window.', 2),
  ERR_IPC_SENDER: entry(
    'The request did not come from the application’s own page.',
    'Restart the application.',
    2,
  ),
  ERR_IPC_CHANNEL: entry(
    'The page asked for something the application does not offer.',
    'Reload the window.',
    2,
  ),
  ERR_PLAN_UNKNOWN: entry('This plan is unknown, used or expired.', 'Make the plan again.', 2),
  ERR_PLAN_DECLINED: entry(
    'The plan was not confirmed; nothing was changed.',
    'Confirm it to go on.',
    1,
    true,
  ),
  ERR_JOB_UNKNOWN: entry('This task is not running.', 'Start it again.', 2),
  ERR_CANCELLED: entry('Cancelled.', 'Start it again when you want it.', 130, true),
  ERR_WORKER_STOPPED: entry('The background process stopped.', 'Try again: it is started anew.', 1, true),
  ERR_STORE_FULL: entry(
    'The disk is full; nothing was changed.',
    'Free some space, then try again.',
    2,
    true,
  ),
  ERR_STORE_PERMISSION: entry(
    'The data folder may not be written.',
    'Give your account write access to it.',
    2,
  ),
  ERR_STORE_DAMAGED: entry(
    'A saved file was damaged; it was kept aside and a new one begun.',
    'Look into the file that was kept aside, or delete it.',
    2,
  ),
  ERR_STORE_NEWER: entry(
    'This file was written by a newer version; it was left untouched.',
    'Update the application.',
    2,
  ),
  ERR_STORE_WRITE: entry(
    'The file could not be saved; the one before is intact.',
    'Check the disk, then try again.',
    2,
    true,
  ),
  ERR_SECRETS_MEMORY_ONLY: entry(
    'There is no keystore on this machine, so that nothing secret can be kept.',
    'Set up the keystore of the operating system (on Linux a keyring such as gnome-keyring or KWallet).',
    2,
  ),
  ERR_ADDRESS_REFUSED: entry('This address is not fetched.', 'Give an https address.', 2),
  ERR_NETWORK_UNREACHABLE: entry(
    'The other side could not be reached.',
    'Check the address, proxy and network.',
    3,
    true,
  ),
  ERR_NETWORK_PROXY: entry(
    'The proxy did not let the request through.',
    'Check the proxy and its user name and password under Network.',
    3,
    true,
  ),
  ERR_NETWORK_TLS: entry(
    'The other side cannot be trusted: its certificate does not hold.',
    'Check the address, the clock, and whether a proxy opens TLS here.',
    3,
    true,
  ),
  ERR_SIGN_IN_NEEDED: entry(
    'Nobody is signed in as this identity.',
    'Sign in with it under Connections, or run fedbench identity test.',
    2,
    true,
  ),
  ERR_SIGN_IN_TIMEOUT: entry(
    'The sign-in was not finished in time.',
    'Start it again; the browser window may be behind another one.',
    1,
    true,
  ),
  ERR_SIGN_IN_DENIED: entry(
    'The sign-in was refused or given up.',
    'Start it again, with another account if need be.',
    1,
    true,
  ),
  ERR_ENTRA_REFUSED: entry('Entra ID refused the sign-in.', 'Look the AADSTS number up in the message.', 1),
  ERR_GRAPH_REFUSED: entry('Microsoft Graph refused the request.', 'Look at the code that Graph gave.', 1),
  ERR_IDENTITY_UNKNOWN: entry('There is no such identity.', 'List them with fedbench identity list.', 2),
  ERR_IDENTITY_SECRET: entry('The secret of this identity is missing or does not fit.', 'Enter it again.', 2),
  ERR_WORKSPACE_UNKNOWN: entry('There is no such workspace.', 'List them with fedbench workspace list.', 2),
  ERR_WORKSPACE_READ_ONLY: entry(
    'This workspace is set to read only.',
    'Allow changes in its settings, if you mean to.',
    2,
  ),
  ERR_WORKSPACE_FILE: entry(
    'This is not a workspace that can be imported.',
    'Export it again where it comes from.',
    2,
  ),
  ERR_AWS_PROFILE: entry(
    'The AWS configuration does not give credentials for this profile.',
    'Correct the profile in ~/.aws/config or ~/.aws/credentials.',
    2,
  ),
  ERR_AWS_CREDENTIALS: entry(
    'There are no AWS credentials for this identity, or they have expired.',
    'Sign in again, or enter new keys.',
    2,
    true,
  ),
  ERR_NETWORK_ANSWER: entry(
    'The other side answered with something else than was asked for.',
    'Open the address in a browser to see what it serves.',
    1,
    true,
  ),
  ERR_LAB_PORT_TAKEN: entry(
    'A port that the Lab needs is taken.',
    'Stop what has it, or give the Lab other ports.',
    3,
    true,
  ),
  ERR_LAB_SEED: entry(
    'The seed does not describe a Lab that can be started.',
    'Correct what is named; docs/lab.md shows a seed.',
    2,
  ),
  ERR_LAB_NOT_RUNNING: entry(
    'No Lab is running here.',
    'Start one: fedbench lab serve, or the Lab page of the window.',
    3,
    true,
  ),
  ...ACCESS_ERRORS,
  ERR_INTERNAL: entry(
    'Something went wrong inside the application.',
    'Try again; if it comes back, report it with the correlation id.',
    1,
  ),
};
