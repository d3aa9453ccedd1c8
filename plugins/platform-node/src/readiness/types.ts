import {
  ManifestProblem,
  NotRendered,
  ReadinessReport,
  RuleLevel,
  VerdictLine,
} from '@254carbon/backstage-plugin-platform-common';

/** How a judgement is written down. */
export const FORMATS = ['table', 'json', 'sarif'] as const;
/** How a judgement is written down. */
export type Format = (typeof FORMATS)[number];

/** What somebody asks for on the command line. */
export interface ReadinessRequest {
  folder: string;
  format: Format;
  /** File that is written instead of the output. */
  output?: string;
  /** Rules above this level are not asked for. */
  level: RuleLevel;
  /** Configuration file with a section `readiness`. */
  config?: string;
}

/** The judgement of a folder. */
export interface FolderJudgement {
  /** Name of the folder, without the way to it. */
  folder: string;
  /** How many files were looked at. */
  files: number;
  level: RuleLevel;
  report: ReadinessReport;
  /** Every verdict, of every level. */
  verdicts: readonly VerdictLine[];
  /** Verdicts that fail, of the level asked for and those below. */
  failing: readonly VerdictLine[];
  problems: readonly ManifestProblem[];
  /** Problems of files that are meant for a cluster, which would refuse them; they fail the judgement. */
  broken: readonly ManifestProblem[];
  notRendered: readonly NotRendered[];
}

/** It cannot be judged, or not asked so; the message is one sentence that names the cure. */
export class NotJudgedError extends Error {}
