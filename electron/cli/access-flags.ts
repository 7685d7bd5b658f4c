export const EXPORT_FORMATS = ['json', 'yaml', 'csv', 'xlsx', 'terraform'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What every command of access takes. */
export interface SessionFlags {
  readonly workspace?: string;
  readonly identity?: string;
  readonly lab?: string;
  readonly rate?: string;
  readonly json?: boolean;
}

/** A command that reads everything can do with what was read before. */
export interface ReadingFlags extends SessionFlags {
  readonly maxAge?: string;
}

export interface ExportFlags extends ReadingFlags {
  readonly view?: string;
  readonly format?: string;
  readonly out?: string;
  readonly force?: boolean;
}

export interface ImportFlags {
  readonly format?: string;
  readonly out?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

export interface PlanFlags extends ReadingFlags {
  readonly prune?: boolean;
  readonly provision?: boolean;
  readonly failOnDrift?: boolean;
  readonly out?: string;
  readonly force?: boolean;
}

export interface ApplyFlags extends SessionFlags {
  readonly prune?: boolean;
  readonly provision?: boolean;
  readonly yes?: boolean;
  readonly journal?: string;
}

export interface PolicyFlags extends SessionFlags {
  readonly document?: boolean;
  readonly limit?: string;
}

export interface ReportFlags extends ReadingFlags {
  readonly who?: string;
  readonly account?: string;
  readonly permissionSet?: string;
}

export interface AttributeFlags extends SessionFlags {
  readonly failOnDrift?: boolean;
  readonly yes?: boolean;
}

export interface ApplicationFlags extends SessionFlags {
  readonly who?: string;
  readonly application?: string;
  readonly csv?: boolean;
}

export interface VerdictFlags extends ReadingFlags {
  readonly user: string;
  readonly entraIdentity?: string;
}

export interface ProveFlags {
  readonly lab?: string;
  readonly user: string;
  readonly permissionSet?: string;
  readonly json?: boolean;
}
