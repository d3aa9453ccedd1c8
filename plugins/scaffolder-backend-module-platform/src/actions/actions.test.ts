import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { createCheckConnectorAction } from './checkConnector';
import { createGenerateConnectorAction } from './generateConnector';
import { createGenerateDashboardAction } from './generateDashboard';
import { createGenerateManifestsAction } from './generateManifests';
import { createPublishLocalGitAction } from './publishLocalGit';
import { createValidateWorkspaceAction } from './validateWorkspace';

const service = {
  name: 'prices-api',
  namespace: 'data',
  image: 'ghcr.io/254carbon/prices-api:1.4.2',
  port: 8080,
  healthPath: '/healthz',
  replicas: 2,
  size: 'small' as const,
};
const values = {
  name: 'eia-wti',
  owner: 'platform-engineering',
  namespace: 'data',
  schedule: '30 6 * * *',
  scheduler: 'dolphinscheduler',
  table: 'energy.eia_wti',
  route: 'petroleum/pri/spt',
  series: 'RWTC',
  frequency: 'daily',
  start: '2024-01-02',
};
const defaults = { repositoryHost: 'https://portal.example.com/api/local-git' };
const form = (change: object = {}) => ({
  kind: 'eia',
  values: { ...values, ...change },
});

async function put(workspace: string, files: Record<string, string>) {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(workspace, file)), { recursive: true });
    await writeFile(join(workspace, file), text);
  }
}
const PACKAGE = { 'package.json': '{"name":"x","version":"0.1.0"}' };

describe('connector:check', () => {
  it('tells the table and the whole reference of the owner, and writes nothing', async () => {
    const ctx = createMockActionContext({ input: form() });
    await createCheckConnectorAction(defaults).handler(ctx);
    expect(ctx.output).toHaveBeenCalledWith('table', 'energy.eia_wti');
    expect(ctx.output).toHaveBeenCalledWith(
      'owner',
      'group:default/platform-engineering',
    );
    expect(await readdir(ctx.workspacePath).catch(() => [])).toEqual([]);
  });

  it('names every field that is wrong, and repeats no value', async () => {
    const ctx = createMockActionContext({
      input: form({ series: 'a b', schedule: '0 6 1 * 1', extra: 'secret' }),
    });
    const refusal = await createCheckConnectorAction(defaults)
      .handler(ctx)
      .catch(error => error);
    expect(refusal.name).toBe('InputError');
    for (const field of ['series', 'schedule', 'extra']) {
      expect(refusal.message).toContain(`${field}: `);
    }
    expect(refusal.message).not.toContain('secret');
  });
});

describe('connector:generate', () => {
  it('suspends the CronJob when DolphinScheduler starts the runs, and lets its tasks say where they are from', async () => {
    const ctx = createMockActionContext({ input: form() });
    await createGenerateConnectorAction(defaults).handler(ctx);
    const text = (path: string) =>
      readFile(join(ctx.workspacePath, path), 'utf8');
    const cronjob = parse(await text('deploy/cronjob.yaml'));
    expect(cronjob.spec.suspend).toBe(true);
    const [workflow] = JSON.parse(await text('workflow/dolphinscheduler.json'));
    const [task] = workflow.taskDefinitionList;
    expect(task.taskType).toBe('K8S');
    const told = Object.fromEntries(
      task.taskParams.localParams.map(
        ({ prop, value }: { prop: string; value: string }) => [prop, value],
      ),
    );
    expect(told).toEqual({
      CONNECTOR_REPOSITORY:
        'https://portal.example.com/api/local-git/platform-engineering/eia-wti.git',
      CONNECTOR_SINK: 'trino',
      TRINO_URL: 'http://trino.data-platform:8080',
      TRINO_USER: 'connectors',
      TRINO_CATALOG: 'iceberg',
    });
    expect(await readdir(join(ctx.workspacePath, 'vendor'))).toEqual([
      '254carbon-connector-runtime-0.1.0.tgz',
    ]);
    const lock = JSON.parse(await text('package-lock.json'));
    expect(
      lock.packages['node_modules/@254carbon/connector-runtime'].integrity,
    ).toMatch(/^sha512-/);
  });

  it('writes nothing when a field is wrong', async () => {
    const ctx = createMockActionContext({ input: form({ name: '../x' }) });
    await expect(
      createGenerateConnectorAction(defaults).handler(ctx),
    ).rejects.toThrow('name: ');
    expect(await readdir(ctx.workspacePath).catch(() => [])).toEqual([]);
  });

  it.each([
    ['monthly', '2024-01'],
    ['weekly', '2024-01-05'],
    ['annual', '2020'],
  ])(
    'writes a fixture of five %s periods that start at %s',
    async (frequency, start) => {
      const ctx = createMockActionContext({
        input: form({ frequency, start }),
      });
      await createGenerateConnectorAction(defaults).handler(ctx);
      const { rows } = JSON.parse(
        await readFile(join(ctx.workspacePath, 'test/expected.json'), 'utf8'),
      );
      expect(rows).toHaveLength(5);
      expect(rows[0].period).toBe(start);
      expect(
        new Set(rows.map((row: { period: string }) => row.period)).size,
      ).toBe(5);
    },
  );
});

describe('manifests:generate and platform:validate', () => {
  it('write what passes', async () => {
    const ctx = createMockActionContext({ input: service });
    await put(ctx.workspacePath, PACKAGE);
    await createGenerateManifestsAction().handler(ctx);
    const judging = createMockActionContext({
      input: {},
      workspacePath: ctx.workspacePath,
    });
    await createValidateWorkspaceAction().handler(judging);
    expect(judging.output).toHaveBeenCalledWith('judged', 9);
  });

  it('refuse with file, field and cure', async () => {
    const ctx = createMockActionContext({ input: {} });
    await put(ctx.workspacePath, {
      'deploy/job.yaml':
        'apiVersion: batch/v1\nkind: Job\nmetadata: {name: j}\nspec: {template: {spec: {containers: [{name: c, image: "nginx:latest"}]}}}\n',
      'broken.yaml': 'a: [1',
      'node_modules/x/broken.json': '{',
    });
    const refusal = await createValidateWorkspaceAction()
      .handler(ctx)
      .catch((error: Error) => error.message);
    expect(refusal).toContain(
      'deploy/job.yaml spec.template.spec.containers.0.image: has no tag, or the tag "latest". Name a version',
    );
    expect(refusal).toContain('broken.yaml: is no YAML');
    expect(refusal).not.toContain('node_modules');
  });

  it('never look outside the workspace', async () => {
    const ctx = createMockActionContext({ input: { path: '../..' } });
    await expect(
      createValidateWorkspaceAction().handler(ctx),
    ).rejects.toThrow();
  });

  it('refuse an image that is not pinned', async () => {
    const ctx = createMockActionContext({
      input: { ...service, image: 'nginx' },
    });
    await expect(createGenerateManifestsAction().handler(ctx)).rejects.toThrow(
      'not pinned',
    );
  });
});

describe('dashboard:generate', () => {
  it('keeps the uid short and the same for the same name', async () => {
    const uids: string[] = [];
    for (const name of [
      'short',
      'a'.repeat(60),
      'a'.repeat(60),
      `${'a'.repeat(59)}b`,
    ]) {
      const ctx = createMockActionContext({
        input: {
          name,
          title: 'T',
          watched: 'pipeline' as const,
          workload: 'w',
          namespace: 'n',
        },
      });
      await put(ctx.workspacePath, PACKAGE);
      await createGenerateDashboardAction().handler(ctx);
      uids.push(
        JSON.parse(
          await readFile(
            join(ctx.workspacePath, `dashboards/${name}.json`),
            'utf8',
          ),
        ).uid,
      );
    }
    expect(uids[0]).toBe('short');
    expect(uids[1]).toHaveLength(40);
    expect(uids[2]).toBe(uids[1]);
    expect(uids[3]).not.toBe(uids[1]);
  });
});

describe('publish:local-git', () => {
  const action = (result: AuthorizeResult.ALLOW | AuthorizeResult.DENY) =>
    createPublishLocalGitAction({
      auth: mockServices.auth(),
      discovery: mockServices.discovery(),
      permissions: mockServices.permissions({ result }),
      backendUrl: 'https://portal.example.com',
    });
  const context = () => ({
    ...createMockActionContext({
      input: { owner: 'group:default/team-a', name: 'prices' },
    }),
    isDryRun: true,
    getInitiatorCredentials: async () => mockCredentials.user(),
  });

  it('says in a dry run where the repository would be', async () => {
    const ctx = context();
    await action(AuthorizeResult.ALLOW).handler(ctx);
    expect(ctx.output).toHaveBeenCalledWith(
      'remoteUrl',
      'https://portal.example.com/api/local-git/team-a/prices.git',
    );
    expect(ctx.output).toHaveBeenCalledWith(
      'catalogInfoUrl',
      'https://portal.example.com/api/local-git/team-a/prices/raw/main/catalog-info.yaml',
    );
  });

  it('refuses a user without the permission, in a dry run too', async () => {
    await expect(
      action(AuthorizeResult.DENY).handler(context()),
    ).rejects.toThrow("needs the permission 'local-git.repository.create'");
  });
});
