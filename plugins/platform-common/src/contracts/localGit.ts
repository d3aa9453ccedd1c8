import { z } from 'zod';
import {
  localGitRepositoryCreatePermission,
  localGitRepositoryReadPermission,
} from '../permissions';
import { defineContract } from './contract';

/** The newest commit of a repository's default branch. */
export const RepositoryCommitSchema = z.object({
  /** Full object id. */
  id: z.string(),
  at: z.iso.datetime({ offset: true }),
  subject: z.string(),
});

/** A repository that the portal keeps. */
export const RepositorySchema = z.object({
  owner: z.string(),
  name: z.string(),
  /** What `git clone` takes. */
  cloneUrl: z.string(),
  defaultBranch: z.string(),
  /** Null while nothing has been pushed. */
  lastCommit: RepositoryCommitSchema.nullable(),
  /** Bytes on the disk. */
  size: z.number().int().nonnegative(),
  /** It takes no more commits. */
  archived: z.boolean().default(false),
});
/** A repository that the portal keeps. */
export type Repository = z.infer<typeof RepositorySchema>;

/** All repositories; one that cannot be read is named with the reason and never left out silently. */
export const RepositoryListSchema = z.object({
  repositories: z.array(RepositorySchema),
  unreadable: z.array(
    z.object({ owner: z.string(), name: z.string(), reason: z.string() }),
  ),
});
/** All repositories, readable or not. */
export type RepositoryList = z.infer<typeof RepositoryListSchema>;

const byName = z.object({ owner: z.string(), name: z.string() });

/** The JSON part of the `local-git` plugin's HTTP API; git's own protocol, `raw` and `archive` stream. */
export const localGitContract = defineContract({
  pluginId: 'local-git',
  routes: {
    listRepositories: {
      method: 'GET',
      path: '/repositories',
      summary:
        'Every repository that the portal keeps, with its newest commit and size.',
      response: RepositoryListSchema,
      permission: localGitRepositoryReadPermission,
    },
    createRepository: {
      method: 'POST',
      path: '/repositories',
      summary: 'Create an empty repository; only plugins of the portal may.',
      body: z.object({ owner: z.string(), name: z.string() }),
      response: RepositorySchema,
      permission: localGitRepositoryCreatePermission,
    },
    archiveRepository: {
      method: 'POST',
      path: '/repositories/:owner/:name/archive',
      summary:
        'Let a repository take no more commits; only plugins of the portal may.',
      params: byName,
      response: RepositorySchema,
      permission: localGitRepositoryCreatePermission,
    },
    removeRepository: {
      method: 'DELETE',
      path: '/repositories/:owner/:name',
      summary:
        'Take a repository out of sight, so that its name is free; only plugins of the portal may.',
      params: byName,
      response: z.object({ removed: z.literal(true) }),
      permission: localGitRepositoryCreatePermission,
    },
  },
});
