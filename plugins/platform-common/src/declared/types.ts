/**
 * What was declared. A tree of files (a folder, a commit) says what should run; the inventory says what runs. Both hold
 * the same objects in the same shape, trimmed by the same code, so that one can be laid upon the other. A declared object
 * always says where it was written: source, path, line, commit. What could not be understood is in the tree as well, as a
 * problem or as *not rendered*, because a tree that is silent about a file would make its objects look undeclared.
 */
import { z } from 'zod';
import { KubernetesObject } from '../kubernetes';
import { PipelineText } from '../pipelines';
import { Redaction } from '../redaction';

/** Where something was written. */
export const DeclaredOriginSchema = z.object({
  /** Name of the manifest source in configuration. */
  source: z.string(),
  /** Path inside the source, with `/`. */
  path: z.string(),
  /** Counted from 1. */
  line: z.number().int().min(1),
  /** Commit of the tree, when it has one. */
  revision: z.string().optional(),
  /** The program that made the object from what is written there; absent for plain files. */
  renderedBy: z.enum(['kustomize', 'helm']).optional(),
  /** Folder of the kustomization or chart that was rendered. */
  renderedFrom: z.string().optional(),
});
/** Where something was written. */
export type DeclaredOrigin = z.infer<typeof DeclaredOriginSchema>;

/** A Kubernetes object that a tree declares. */
export interface DeclaredObject {
  object: KubernetesObject;
  origin: DeclaredOrigin;
  /** Namespace that it goes to when it names none: of the release, or of the Argo CD application that deploys its folder. */
  appliedTo?: string;
  /** What was taken out of it because it looks like a credential. */
  redacted: readonly Redaction[];
}

/** What can be wrong with a file. Stable words: views and tests tell problems apart by them. */
export const MANIFEST_PROBLEMS = [
  'syntax',
  'tab',
  'encoding',
  'duplicate-key',
  'alias',
  'too-large',
  'too-deep',
  'too-many',
  'not-a-manifest',
  'missing-kind',
  'missing-api-version',
  'missing-name',
  'bad-name',
  'bad-metadata',
  'bad-items',
  'refused',
  'duplicate-object',
  'template',
  'unresolved-source',
  'bad-rule',
  'bad-workflow',
  'bad-dashboard',
  'bad-runbook',
  'link',
  'unreadable',
] as const;
/** What is wrong with a file. */
export type ManifestProblemKind = (typeof MANIFEST_PROBLEMS)[number];

/** Something to mend in the tree. Nothing else of the tree is left out because of it. */
export const ManifestProblemSchema = z.object({
  kind: z.enum(MANIFEST_PROBLEMS),
  path: z.string(),
  /** Counted from 1; 1 when it is about the whole file. */
  line: z.number().int().min(1),
  /** What is wrong, as a sentence; never holds a value of the file. */
  message: z.string(),
  /** What to do, as a sentence. */
  cure: z.string(),
  /** Names that stand in a document which cannot be read: it may declare objects that are called so. */
  mentions: z.array(z.string()).optional(),
});
/** Something to mend in the tree. */
export type ManifestProblem = z.infer<typeof ManifestProblemSchema>;

/** A kustomization or chart (or one file of it) whose objects are not known, and why. */
export const NotRenderedSchema = z.object({
  kind: z.enum(['kustomization', 'chart', 'template']),
  /** Folder of the kustomization or chart, or the path of the template. */
  path: z.string(),
  /** Why, with the cure, as a sentence. */
  reason: z.string(),
  /** Namespaces that an Argo CD application deploys it to; absent when none is known to. */
  namespaces: z.array(z.string()).optional(),
});
/** A kustomization or chart whose objects are not known. */
export type NotRendered = z.infer<typeof NotRenderedSchema>;

/** What else a tree holds. */
export const ARTEFACT_KINDS = [
  'argo-source',
  'flux-source',
  'workflow',
  'dashboard',
  'alert-rule',
  'recording-rule',
  'scrape-config',
  'runbook',
  'credential',
] as const;
/** What else a tree holds. */
export type ArtefactKind = (typeof ARTEFACT_KINDS)[number];

/** Something of the tree that is more, or something other, than a Kubernetes object. */
export const ArtefactSchema = z.object({
  kind: z.enum(ARTEFACT_KINDS),
  /** The name that people know: of the application, workflow, dashboard, alert, record, job, runbook. */
  name: z.string(),
  title: z.string().optional(),
  origin: DeclaredOriginSchema,
  /** The object that holds it: `PrometheusRule monitoring/platform-critical`. */
  heldBy: z.string().optional(),
  /**
   * What is told of it, as text by name. `argo-source` and `flux-source`: `repository`, `path`, `chart`, `revision`, `namespace`, `found` (`yes`,
   * `no`, or `elsewhere` for another repository). `workflow`: `tasks`, `cron`, `timezone`, `release`. `dashboard`: `uid`, `panels`, `types`. `alert-rule`: `group`,
   * `expr`, `for`, `severity`, `runbook`. `recording-rule`: `group`, `expr`. `scrape-config`: `selector`, `endpoints`, `namespace`.
   * `runbook`: `owner`, `services`, `alerts`, `risk`, `lastVerified`. `credential`: `what`; its name is the document and the line.
   */
  details: z.record(z.string(), z.string()),
});
/** Something of the tree that is more, or something other, than a Kubernetes object. */
export type Artefact = z.infer<typeof ArtefactSchema>;

/** A workflow that a file of the tree defines, and what it does. */
export interface DeclaredWorkflow extends PipelineText {
  name: string;
  origin: DeclaredOrigin;
  /** As it is written: Quartz for the scheduler. */
  cron?: string;
}

/** Everything that one folder or commit says. */
export interface DeclaredTree {
  /** Name of the source in configuration. */
  source: string;
  /** The cluster that it is for; absent when it is for any. */
  cluster?: string;
  /** Commit, for a Git repository. */
  revision?: string;
  /** When the commit was made, ISO 8601 UTC. */
  committedAt?: string;
  /** How many files were looked at. */
  files: number;
  /** Every file of the tree; absent when only a folder of it was read. */
  paths?: readonly string[];
  /** What its workflows do; absent when nobody looked. */
  workflows?: readonly DeclaredWorkflow[];
  objects: readonly DeclaredObject[];
  artefacts: readonly Artefact[];
  problems: readonly ManifestProblem[];
  notRendered: readonly NotRendered[];
}
