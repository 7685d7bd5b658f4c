/**
 * Who may import whom, as data: test/architecture/layers.test.ts walks every import of the product and holds it against
 * this table. The first row whose folder holds the importing file decides.
 */
export interface LayerRow {
  /** Folder (with trailing slash) or file the row speaks of; `*` stands for one path segment. */
  readonly from: string;
  /** Folders and files it may import; `=` means "its own folder as matched by `from`". */
  readonly may: readonly string[];
  /** npm packages (exact name or scope with slash) it may import. */
  readonly packages: readonly string[];
  /** True where node:* built-ins may be imported. */
  readonly node: boolean;
  /** `everywhere`, `never`, or only in files named `*.electron.ts`. */
  readonly electron: 'everywhere' | 'never' | 'named';
}

/** Pure libraries shared/core may use: no I/O, no clock, no host names. */
const PURE = ['saxes', 'yaml'];
const HTTP_AND_SIGNING = [
  'hono',
  '@hono/node-server',
  'jose',
  'samlify',
  '@peculiar/x509',
  'reflect-metadata',
];
const UI = [
  'react',
  'react-dom',
  '@cloudscape-design/',
  '@tanstack/',
  'react-hook-form',
  '@codemirror/',
  '@lezer/highlight',
];

export const LAYERS: readonly LayerRow[] = [
  {
    from: 'shared/core/',
    may: ['shared/core/'],
    packages: PURE,
    node: false,
    electron: 'never',
  },
  {
    from: 'shared/ports/',
    may: ['shared/ports/', 'shared/core/'],
    packages: [],
    node: false,
    electron: 'never',
  },
  {
    from: 'shared/flows/*/',
    may: ['=', 'shared/core/', 'shared/ports/'],
    packages: [],
    node: false,
    electron: 'never',
  },
  {
    from: 'shared/contract/',
    may: ['shared/contract/', 'shared/core/'],
    packages: ['zod'],
    node: false,
    electron: 'never',
  },
  {
    from: 'electron/adapters/*/',
    may: ['=', 'shared/core/', 'shared/ports/'],
    packages: [
      '@noble/',
      'node-forge',
      '@azure/',
      '@aws-sdk/',
      '@smithy/',
      'csv-parse',
      'read-excel-file',
      'write-excel-file',
      'yauzl',
      'http-proxy-agent',
      'https-proxy-agent',
    ],
    node: true,
    electron: 'named',
  },
  {
    from: 'electron/lab/',
    may: ['electron/lab/', 'shared/core/', 'shared/ports/'],
    packages: [...HTTP_AND_SIGNING, 'http-proxy-agent', 'https-proxy-agent', 'zod', 'yaml'],
    node: true,
    electron: 'never',
  },
  {
    from: 'electron/compose/',
    may: [
      'electron/compose/',
      'electron/adapters/',
      'electron/lab/',
      'shared/ports/',
      'shared/core/',
      'shared/flows/',
      'shared/contract/',
    ],
    packages: [],
    node: true,
    electron: 'named',
  },
  {
    from: 'electron/cli/',
    may: ['electron/cli/', 'electron/compose/', 'electron/lab/', 'shared/'],
    packages: ['commander', 'zod'],
    node: true,
    electron: 'never',
  },
  {
    from: 'electron/preload/',
    may: ['electron/preload/', 'shared/contract/channels.ts'],
    packages: [],
    node: false,
    electron: 'everywhere',
  },
  {
    from: 'electron/main/',
    may: [
      // Names of hosts and nothing else: the Lab itself runs in a process of its own.
      'electron/lab/platform/hosts.ts',
      'electron/main/',
      'electron/compose/',
      'electron/adapters/',
      'electron/worker/',
      'shared/',
    ],
    packages: ['zod'],
    node: true,
    electron: 'everywhere',
  },
  {
    from: 'electron/worker/',
    may: [
      'electron/worker/',
      'electron/compose/',
      'electron/adapters/',
      'electron/lab/',
      'electron/main/ipc/',
      'shared/',
    ],
    packages: ['zod'],
    node: true,
    electron: 'everywhere',
  },
  {
    from: 'renderer/app/',
    may: [
      'renderer/app/',
      'renderer/features/',
      'renderer/kit/',
      'renderer/bridge/',
      'renderer/mark.svg',
      'shared/core/',
      'shared/contract/',
    ],
    packages: UI,
    node: false,
    electron: 'never',
  },
  {
    from: 'renderer/features/*/',
    may: ['=', 'renderer/kit/', 'renderer/bridge/', 'shared/core/', 'shared/contract/'],
    packages: [...UI, 'zod'],
    node: false,
    electron: 'never',
  },
  {
    from: 'renderer/kit/',
    may: ['renderer/kit/', 'shared/core/'],
    packages: UI,
    node: false,
    electron: 'never',
  },
  {
    from: 'renderer/bridge/',
    may: ['renderer/bridge/', 'shared/contract/', 'shared/core/'],
    packages: ['@tanstack/', 'zod'],
    node: false,
    electron: 'never',
  },
];
