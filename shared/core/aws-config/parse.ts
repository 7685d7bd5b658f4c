import { WorkbenchError } from '../errors/workbench-error.ts';

/** One section of ~/.aws/config or ~/.aws/credentials. */
export type Section = ReadonlyMap<string, string>;

/** What the two files say together. */
export interface AwsFiles {
  readonly profiles: ReadonlyMap<string, Section>;
  readonly ssoSessions: ReadonlyMap<string, Section>;
  /** `services` sections by name: endpoints of single services. */
  readonly services: ReadonlyMap<string, Section>;
}

type Kind = keyof AwsFiles;

/**
 * Reads the shared configuration files of AWS tools (docs.aws.amazon.com/sdkref/latest/guide/file-format.html).
 * What both files say of a profile is joined; the credentials file wins, as in the SDKs.
 *
 * @param config text of ~/.aws/config, empty where there is none
 * @param credentials text of ~/.aws/credentials, empty where there is none
 * @throws WorkbenchError ERR_AWS_PROFILE with file and line for what no SDK reads
 */
export function parseAwsFiles(config: string, credentials: string): AwsFiles {
  const files = {
    profiles: new Map<string, Map<string, string>>(),
    ssoSessions: new Map<string, Map<string, string>>(),
    services: new Map<string, Map<string, string>>(),
  };
  read(config, 'config', (kind, name) => section(files[kind], name));
  read(credentials, 'credentials', (kind, name) => section(files[kind], name));
  return files;
}

function section(sections: Map<string, Map<string, string>>, name: string): Map<string, string> {
  const known = sections.get(name) ?? new Map<string, string>();
  sections.set(name, known);
  return known;
}

const PREFIXES: Readonly<Record<string, Kind>> = {
  profile: 'profiles',
  'sso-session': 'ssoSessions',
  services: 'services',
};

function read(
  text: string,
  file: 'config' | 'credentials',
  open: (kind: Kind, name: string) => Map<string, string>,
): void {
  let current: Map<string, string> | undefined;
  let parent: string | undefined;
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const line = index + 1;
    const trimmed = raw.trim();
    if (trimmed === '' || trimmed.startsWith('#') || trimmed.startsWith(';')) continue;
    if (trimmed.startsWith('[')) {
      const title = /^\[\s*(.*?)\s*\]\s*([#;].*)?$/.exec(trimmed)?.[1];
      if (title === undefined) throw damaged(file, line, 'the bracket is not closed');
      current = titled(title, file, open);
      parent = undefined;
      continue;
    }
    const equals = trimmed.indexOf('=');
    if (equals < 1) {
      // The lines under a nested property belong to it; anything else is a mistake that tools stumble over.
      if (/^\s/.test(raw) && parent !== undefined) continue;
      throw damaged(file, line, 'it is neither a section nor name = value');
    }
    const name = trimmed.slice(0, equals).trim().toLowerCase();
    const value = withoutComment(trimmed.slice(equals + 1).trim());
    if (/^\s/.test(raw) && parent !== undefined) {
      current?.set(`${parent}.${name}`, value);
      continue;
    }
    parent = value === '' ? name : undefined;
    current?.set(name, value);
  }
}

/** @returns undefined for a section that no rule reads: what stands in it is passed over, as the SDKs do */
function titled(
  title: string,
  file: 'config' | 'credentials',
  open: (kind: Kind, name: string) => Map<string, string>,
): Map<string, string> | undefined {
  if (file === 'credentials') return open('profiles', unquoted(title));
  if (title === 'default') return open('profiles', 'default');
  const [, prefix = '', name] = /^(\S+)\s+(.+)$/.exec(title) ?? [];
  const kind = Object.hasOwn(PREFIXES, prefix) ? PREFIXES[prefix] : undefined;
  return kind === undefined || name === undefined ? undefined : open(kind, unquoted(name));
}

function unquoted(name: string): string {
  return /^(["']).*\1$/.test(name) ? name.slice(1, -1) : name;
}

/** A comment begins behind white space only, so that secrets with # in them stay whole. */
function withoutComment(value: string): string {
  return value.replace(/\s[#;].*$/, '').trim();
}

function damaged(file: 'config' | 'credentials', line: number, reason: string): WorkbenchError {
  const path = `~/.aws/${file}`;
  return new WorkbenchError(
    'ERR_AWS_PROFILE',
    path,
    { profile: '', file: path, line, reason },
    { message: `${path} line ${line}: ${reason}.`, hint: 'Correct the line; AWS tools stop at it too.' },
  );
}
