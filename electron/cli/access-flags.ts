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

export interface ExportFlags extends SessionFlags {
  readonly format?: string;
  readonly out?: string;
  readonly force?: boolean;
}

export interface PlanFlags extends SessionFlags {
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

export interface ReportFlags extends SessionFlags {
  readonly who?: string;
  readonly account?: string;
  readonly permissionSet?: string;
}
