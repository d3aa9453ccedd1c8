/*
 * Everything between a form and a running pipeline in one backend: the real scaffolder with the portal's actions, the portal's git,
 * this plugin, and a whole simulated platform over HTTP behind the door. Only the catalog is in memory.
 */
import scaffolderModulePlatform from '@254carbon/backstage-plugin-scaffolder-backend-module-platform';
import { JsonObject } from '@254carbon/backstage-plugin-platform-common';
import { RunningPlatform } from '@254carbon/platform-simulator';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import scaffolder from '@backstage/plugin-scaffolder-backend';
import {
  createTemplateAction,
  scaffolderActionsExtensionPoint,
} from '@backstage/plugin-scaffolder-node';
import request from 'supertest';
import { z } from 'zod';
import { readEntity, startDataSources } from './startDataSources';

/** An action that only fails, to be put between two steps. */
export const BOOM = 'test:boom';

const boomModule = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'test-boom',
  register(env) {
    env.registerInit({
      deps: { actions: scaffolderActionsExtensionPoint },
      async init({ actions }) {
        actions.addActions(
          createTemplateAction({
            id: BOOM,
            async handler() {
              throw new Error('the step fell over');
            },
          }),
        );
      },
    });
  },
});

/** A step of a template as a test looks at it. */
export type Step = JsonObject & { id: string; action: string };

/** The steps of a template. */
export const stepsOf = (template: Entity) => template.spec?.steps as Step[];

const FieldsSchema = z.array(
  z.object({
    properties: z.record(
      z.string(),
      z.looseObject({ default: z.unknown().optional(), type: z.string() }),
    ),
  }),
);

/** Every field of a template's form, with its default. */
export function fieldsOf(
  template: Entity,
): Array<[name: string, field: { type: string; default?: unknown }]> {
  return FieldsSchema.parse(template.spec?.parameters).flatMap(
    ({ properties }) => Object.entries(properties),
  );
}

/** Where the portal finds the platform, its hosts replaced by others where a test stands between. */
export function platformConfig(
  platform: RunningPlatform,
  hosts: Record<string, string> = {},
) {
  return {
    hosts: { ...platform.hosts, ...hosts },
    dolphinScheduler: {
      baseUrl: 'https://dolphin.254carbon.com/dolphinscheduler',
      webUrl: 'https://dolphin.254carbon.com/dolphinscheduler',
      token: platform.serviceTokens.dolphinscheduler,
      headers: { 'CF-Access-Client-Id': 'x', 'CF-Access-Client-Secret': 'x' },
    },
  };
}

/** A task that has ended. */
export interface EndedTask {
  id: string;
  status: string;
  log: string;
}

const ENDED = ['completed', 'failed', 'cancelled'];

/** A workflow as the simulated scheduler tells it. */
export interface StandingWorkflow {
  name: string;
  releaseState: string;
  version: number;
  /** Absent when it has none. */
  schedule?: { crontab: string; releaseState: string };
}

/** The workflows that the simulated scheduler has. */
export async function readWorkflows(
  platform: RunningPlatform,
): Promise<StandingWorkflow[]> {
  const dolphin = async (path: string) => {
    const answer = await fetch(
      `${platform.hosts['dolphin.254carbon.com']}/dolphinscheduler${path}`,
      {
        headers: {
          token: platform.serviceTokens.dolphinscheduler,
          'cf-access-client-id': 'x',
          'cf-access-client-secret': 'x',
        },
      },
    );
    return (await answer.json()).data;
  };
  const page = 'pageNo=1&pageSize=200';
  const workflows: StandingWorkflow[] = [];
  for (const { code } of await dolphin('/projects/list')) {
    const { totalList: definitions } = await dolphin(
      `/projects/${code}/process-definition?${page}`,
    );
    for (const {
      code: definition,
      name,
      releaseState,
      version,
    } of definitions) {
      const schedules = await dolphin(
        `/projects/${code}/schedules?${page}&processDefinitionCode=${definition}`,
      );
      const schedule = schedules.totalList.find(
        (one: { processDefinitionCode: number }) =>
          one.processDefinitionCode === definition,
      );
      workflows.push({ name, releaseState, version, schedule });
    }
  }
  return workflows;
}

/** Starts it with templates of this repository. */
export async function startPortal(options: {
  templates: string[];
  platform?: object;
  config?: object;
}) {
  const templates = new Map<string, Entity>();
  for (const name of options.templates)
    templates.set(name, await readEntity(`templates/${name}/template.yaml`));
  const started = await startDataSources({
    scaffolder: [scaffolder, scaffolderModulePlatform, boomModule],
    platform: options.platform,
    config: options.config,
    entities: [
      ...templates.values(),
      await readEntity('catalog/data-sources/eia.yaml'),
      await readEntity('catalog/data-sources/alphavantage.yaml'),
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Group',
        metadata: { name: 'platform-engineering' },
        spec: { type: 'team', children: [] },
      },
    ],
  });
  const scaffold = (method: 'get' | 'post', path: string, as: string) =>
    request(started.server)
      [method](`/api/scaffolder/v2${path}`)
      .set('Authorization', as);
  const me = mockCredentials.user.header();
  return {
    ...started,
    templates,
    /** What a form holds before anybody has typed. */
    defaults(template: string): Record<string, unknown> {
      const fields = fieldsOf(templates.get(template)!);
      return Object.fromEntries(
        fields
          .filter(([, field]) => field.default !== undefined)
          .map(([name, field]) => [name, field.default]),
      );
    },
    /** Puts another template in the place of one of that name. */
    replace(template: Entity) {
      const { entities } = started;
      const { name } = template.metadata;
      const at = entities.findIndex(
        one => one.kind === 'Template' && one.metadata.name === name,
      );
      entities[at] = template;
    },
    /** The task API, as anybody may call it. */
    create: (
      template: string,
      values: Record<string, unknown>,
      as: string = me,
    ) =>
      scaffold('post', '/tasks', as).send({
        templateRef: `template:default/${template}`,
        values,
      }),
    /** Waits until a task has ended, and gives what it said. */
    async ended(id: string): Promise<EndedTask> {
      for (;;) {
        const { body } = await scaffold('get', `/tasks/${id}`, me);
        if (ENDED.includes(body.status)) {
          const events = await scaffold('get', `/tasks/${id}/events`, me);
          const said: Array<{ body: { message: string } }> = events.body;
          const log = said.map(one => one.body.message).join('\n');
          return { id, status: body.status, log };
        }
        await new Promise(done => setTimeout(done, 50));
      }
    },
  };
}

/** A running portal. */
export type Portal = Awaited<ReturnType<typeof startPortal>>;
