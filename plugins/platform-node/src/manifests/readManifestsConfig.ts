import { resolve } from 'node:path';
import { Config } from '@backstage/config';
import { readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import { z } from 'zod';
import { checkConfig } from '../config/checkConfig';
import {
  GitAddress,
  isBranchName,
  isTreeFolder,
  parseGitAddress,
} from './gitAddress';
import { ManifestSourceInfo } from './types';

/** A source with all that is needed to read it. */
export type ManifestSourceConfig = ManifestSourceInfo & {
  /** Time between two reads, in milliseconds. */
  intervalMs: number;
} & (
    | { type: 'folder'; folder: string }
    | { type: 'git'; address: GitAddress; branch?: string; path?: string }
  );

/** The `platform.manifests` block. */
export interface ManifestsConfig {
  /** Absolute path of the folder where commits are kept. */
  root: string;
  sources: readonly ManifestSourceConfig[];
}

const KEY = 'platform.manifests';
const DEFAULT_ROOT = '.data/manifests';
const INTERVAL = { folder: 30_000, git: 120_000 };
const SHORTEST_MS = 5_000;

const gitAddress = z.string().superRefine((address, context) => {
  try {
    parseGitAddress(address);
  } catch (error) {
    context.addIssue({ code: 'custom', message: (error as Error).message });
  }
});

const SourceSchema = z
  .strictObject({
    name: z
      .string()
      .regex(
        /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
        'a name must be 1 to 63 lower-case letters, digits and inner hyphens',
      ),
    folder: z.string().min(1).optional(),
    git: gitAddress.optional(),
    branch: z
      .string()
      .refine(isBranchName, 'this cannot be the name of a branch')
      .optional(),
    path: z
      .string()
      .refine(
        isTreeFolder,
        'a path must be a folder inside the repository, without a slash at its ends',
      )
      .optional(),
    cluster: z.string().min(1).optional(),
    interval: z.unknown().optional(),
  })
  .refine(
    source => (source.folder === undefined) !== (source.git === undefined),
    {
      message: 'a source needs either "folder" or "git"',
    },
  )
  .refine(
    source =>
      source.git !== undefined ||
      (source.branch === undefined && source.path === undefined),
    {
      message:
        '"branch" and "path" belong to "git"; for a folder name the folder itself',
    },
  );

function intervalOf(
  config: Config,
  type: 'folder' | 'git',
  at: number,
): number {
  if (!config.has('interval')) return INTERVAL[type];
  const key = 'interval';
  const ms = durationToMilliseconds(readDurationFromConfig(config, { key }));
  return checkConfig({
    key: `${KEY}[${at}].interval`,
    schema: z.number().min(SHORTEST_MS, 'interval must be at least 5s'),
    value: ms,
  });
}

function checkNames(
  sources: readonly ManifestSourceConfig[],
  clusters: readonly string[],
) {
  const names = new Set<string>();
  for (const { name, cluster } of sources) {
    if (names.has(name)) {
      throw new Error(
        `Configuration ${KEY} has two sources named "${name}"; rename one.`,
      );
    }
    names.add(name);
    if (cluster !== undefined && !clusters.includes(cluster)) {
      throw new Error(
        `Configuration ${KEY} names the cluster "${cluster}", which kubernetes.clusterLocatorMethods does not have; correct the name or remove it.`,
      );
    }
  }
}

/**
 * Reads the `platform.manifests` block; the only reader of it.
 *
 * @param clusters - names of the configured clusters
 * @throws Error with one sentence that names the key and the cure when a value is wrong. A folder that is missing, or a repository
 * that does not answer, is no error here.
 */
export function readManifestsConfig(
  config: Config,
  clusters: readonly string[],
): ManifestsConfig {
  const list = checkConfig({
    key: KEY,
    schema: z.array(SourceSchema),
    value: config.getOptional(KEY) ?? [],
  });
  const blocks = config.getOptionalConfigArray(KEY) ?? [];
  const sources = list.map((source, at): ManifestSourceConfig => {
    const { name, folder, git, branch, path, cluster } = source;
    const forCluster = cluster === undefined ? {} : { cluster };
    if (git === undefined) {
      const absolute = resolve(folder ?? '.');
      return {
        name,
        type: 'folder',
        location: absolute,
        folder: absolute,
        intervalMs: intervalOf(blocks[at], 'folder', at),
        ...forCluster,
      };
    }
    const address = parseGitAddress(git);
    const location = `${address.url}${branch ? ` (${branch})` : ''}${
      path ? ` ${path}` : ''
    }`;
    return {
      name,
      type: 'git',
      location,
      address,
      branch,
      path,
      intervalMs: intervalOf(blocks[at], 'git', at),
      ...forCluster,
    };
  });
  checkNames(sources, clusters);
  const root =
    config.getOptionalString('platform.manifestsRoot') ?? DEFAULT_ROOT;
  return Object.freeze({
    root: resolve(root),
    sources: Object.freeze(sources),
  });
}
