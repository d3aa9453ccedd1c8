import {
  localGitContract,
  localGitRepositoryCreatePermission,
} from '@254carbon/backstage-plugin-platform-common';
import { EffectRecorder } from '@254carbon/backstage-plugin-platform-node';
import {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, ResponseError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  ActionContext,
  createTemplateAction,
  initRepoAndPush,
} from '@backstage/plugin-scaffolder-node';
import type { z as zod } from 'zod/v3';
import { nameSchema, Zod } from './schema';

const examples = [
  {
    description:
      'Publish the workspace as a repository of the portal and register it.',
    example: `steps:
  - id: publish
    action: publish:local-git
    input:
      owner: platform-engineering
      name: eia-wti-spot
  - id: register
    action: catalog:register
    input:
      catalogInfoUrl: \${{ steps.publish.output.catalogInfoUrl }}
`,
  },
];

const DEFAULT_BRANCH = 'main';

/** What publishing needs of the backend. */
export interface PublishDependencies {
  readonly auth: AuthService;
  readonly discovery: DiscoveryService;
  readonly permissions: PermissionsService;
  /** Remembers what was made, so that it can be undone. */
  readonly effects?: Pick<EffectRecorder, 'record'>;
  /** Address of the portal as its users reach it. */
  readonly backendUrl: string;
}

async function assertMayPublish(
  permissions: PermissionsService,
  credentials: BackstageCredentials,
): Promise<void> {
  const [decision] = await permissions.authorize(
    [{ permission: localGitRepositoryCreatePermission }],
    { credentials },
  );
  if (decision.result !== AuthorizeResult.ALLOW) {
    throw new NotAllowedError(
      `Publishing needs the permission '${localGitRepositoryCreatePermission.name}'; ask the owners of the portal's policy for it.`,
    );
  }
}

async function createRepository(options: {
  baseUrl: string;
  token: string;
  owner: string;
  name: string;
}): Promise<void> {
  const { baseUrl, token, owner, name } = options;
  const { method, path } = localGitContract.routes.createRepository;
  const response = await fetch(`${baseUrl}${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
    },
    body: JSON.stringify({ owner, name }),
  });
  if (!response.ok) {
    throw await ResponseError.fromResponse(response);
  }
}

function inputSchema(z: Zod) {
  return z.object({
    owner: z
      .string()
      .regex(
        /^([a-z]+:)?([a-z0-9-]+\/)?[a-z0-9-]+$/,
        'use the name or the entity ref of a group',
      )
      .describe(
        'Owner of the repository: a name, or an entity ref whose name is used',
      ),
    name: nameSchema(z, { about: 'Name of the repository' }),
    commitMessage: z
      .string()
      .optional()
      .describe('Message of the first commit'),
  });
}

function outputSchema(z: Zod) {
  return z.object({
    remoteUrl: z.string().describe('What git clone takes'),
    repoContentsUrl: z
      .string()
      .describe('Root of the files on the default branch'),
    catalogInfoUrl: z.string().describe('The descriptor, for catalog:register'),
    commitHash: z.string().optional().describe('The first commit'),
  });
}

type Input = zod.infer<ReturnType<typeof inputSchema>>;
type Output = zod.infer<ReturnType<typeof outputSchema>>;

async function publish(
  ctx: ActionContext<Input, Output>,
  owner: string,
  { auth, discovery, effects, backendUrl }: PublishDependencies,
): Promise<string> {
  const { name, commitMessage } = ctx.input;
  const baseUrl = await discovery.getBaseUrl('local-git');
  const { token } = await auth.getPluginRequestToken({
    onBehalfOf: await auth.getOwnServiceCredentials(),
    targetPluginId: 'local-git',
  });
  // A repeated step must not trip over the repository that it made itself.
  await ctx.checkpoint({
    key: `create.${owner}.${name}`,
    fn: async () => {
      await createRepository({ baseUrl, token, owner, name });
      return true;
    },
  });
  await effects?.record({
    taskId: ctx.task.id,
    step: 'publish',
    kind: 'repository',
    ref: `${owner}/${name}`,
    url: `${backendUrl}/api/local-git/${owner}/${name}.git`,
  });
  const { commitHash } = await initRepoAndPush({
    dir: ctx.workspacePath,
    remoteUrl: `${baseUrl}/${owner}/${name}.git`,
    auth: { token },
    logger: ctx.logger,
    defaultBranch: DEFAULT_BRANCH,
    commitMessage:
      commitMessage ?? `Create ${name} from a template of the developer portal`,
    gitAuthorInfo: {
      name: ctx.user?.ref ?? '254Carbon developer portal',
      email: 'developer-portal@254carbon.com',
    },
  });
  return commitHash;
}

/**
 * `publish:local-git`: makes a repository in the portal and pushes the workspace as its first commit. The user's right
 * is checked first; the push itself is the portal's.
 */
export function createPublishLocalGitAction(dependencies: PublishDependencies) {
  return createTemplateAction({
    id: 'publish:local-git',
    description:
      'Publishes the workspace as a git repository that the portal keeps and serves.',
    examples,
    supportsDryRun: true,
    schema: { input: inputSchema, output: outputSchema },
    async handler(ctx) {
      const owner = ctx.input.owner.split(/[:/]/).pop() ?? '';
      const url = `${dependencies.backendUrl}/api/local-git/${owner}/${ctx.input.name}`;
      const files = `${url}/raw/${DEFAULT_BRANCH}`;
      ctx.output('remoteUrl', `${url}.git`);
      ctx.output('repoContentsUrl', files);
      ctx.output('catalogInfoUrl', `${files}/catalog-info.yaml`);
      await assertMayPublish(
        dependencies.permissions,
        await ctx.getInitiatorCredentials(),
      );
      if (ctx.isDryRun) {
        ctx.logger.info(`Would publish ${url}.git`);
        return;
      }
      ctx.output('commitHash', await publish(ctx, owner, dependencies));
    },
  });
}
