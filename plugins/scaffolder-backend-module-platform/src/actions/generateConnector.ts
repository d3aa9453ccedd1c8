import {
  buildJobManifests,
  buildWorkflow,
  longestGapHours,
} from '@254carbon/backstage-plugin-platform-common';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { z as zod } from 'zod/v3';
import {
  assertStart,
  buildEiaFixture,
  EiaSeries,
  eiaParameters,
  EIA_PAGE_SIZE,
  expectedRows,
} from '../connector/eiaFixture';
import { packConnectorRuntime } from '../pack/products';
import { vendorPackage } from '../pack/vendorPackage';
import { writeJson, writeYaml } from '../workspace/writeFiles';
import { nameSchema, Zod } from './schema';

const GRACE_HOURS = 6;

const examples = [
  {
    description: 'Everything of an EIA connector that a skeleton cannot say.',
    example: `steps:
  - id: connector
    action: connector:generate
    input:
      name: eia-wti-spot
      owner: group:default/platform-engineering
      namespace: data-platform
      image: ghcr.io/254carbon/eia-wti-spot:0.1.0
      schedule: 30 6 * * 1-5
      scheduler: kubernetes
      route: petroleum/pri/spt
      series: RWTC
      frequency: daily
      start: '2024-01-02'
`,
  },
];

/** The declaration's data part: what the skeleton's code reads at run time. */
function declarationOf(name: string, series: EiaSeries): object {
  const granularity = {
    daily: 'day',
    weekly: 'day',
    monthly: 'month',
    annual: 'year',
  }[series.frequency];
  const lookback = { daily: 14, weekly: 28, monthly: 3, annual: 1 }[
    series.frequency
  ];
  return {
    name,
    path: `/${series.route}/data/`,
    parameters: eiaParameters(series),
    pagination: {
      kind: 'offset',
      offsetParameter: 'offset',
      limitParameter: 'length',
      pageSize: EIA_PAGE_SIZE,
      totalAt: 'response.total',
    },
    cursor: {
      field: 'period',
      parameter: 'start',
      granularity,
      initial: series.start,
      lookback,
    },
    recordsAt: 'response.data',
    errorsAt: ['error'],
    primaryKey: ['period', 'series'],
    maxRejectedRatio: 0,
  };
}

/** Kubernetes takes 52 characters for a CronJob, the catalog 63 for `<name>-observations`. */
const LONGEST_NAME = 50;

function inputSchema(z: Zod) {
  return z.object({
    name: nameSchema(z, {
      about: 'Name of the pipeline and its workload',
      longest: LONGEST_NAME,
    }),
    owner: z.string().describe('Entity that owns the pipeline'),
    namespace: nameSchema(z, { about: 'Kubernetes namespace' }),
    image: z.string().describe('Image with a version'),
    schedule: z.string().describe('Five fields, UTC'),
    scheduler: z
      .enum(['kubernetes', 'dolphinscheduler'])
      .describe('Who starts the runs'),
    route: z
      .string()
      .regex(/^[a-z0-9-]+(\/[a-z0-9-]+)*$/, 'write it like petroleum/pri/spt')
      .describe('EIA route'),
    series: z
      .string()
      .regex(/^[A-Za-z0-9_.-]+$/, 'use the id of the series, such as RWTC')
      .describe('EIA series'),
    frequency: z.enum(['daily', 'weekly', 'monthly', 'annual']),
    start: z.string().describe('First period to read'),
  });
}

type Input = zod.infer<ReturnType<typeof inputSchema>>;

/** The manifests of the scheduled job; @returns hours after which its alert speaks. */
async function writeDeployment(
  workspace: string,
  input: Input,
): Promise<number> {
  const freshnessHours = longestGapHours(input.schedule) + GRACE_HOURS;
  const manifests = buildJobManifests({
    name: input.name,
    namespace: input.namespace,
    image: input.image,
    schedule: input.schedule,
    suspended: input.scheduler !== 'kubernetes',
    size: 'small',
    secret: { variable: 'EIA_API_KEY', name: 'eia-api-key', key: 'api-key' },
    freshnessHours,
    owner: input.owner,
  });
  const steps = ['fixtures verify', 'run'].map((command, index) => ({
    name: index === 0 ? 'verify' : 'extract',
    script: `cd "$CONNECTOR_HOME" && node src/main.js ${command}`,
  }));
  const workflow = buildWorkflow({
    name: input.name,
    description: `EIA ${input.series}, ${input.frequency}`,
    schedule: input.schedule,
    steps,
  });
  await writeYaml(workspace, manifests);
  await writeJson(workspace, 'workflow/dolphinscheduler.json', workflow);
  return freshnessHours;
}

async function writeStream(workspace: string, input: Input): Promise<void> {
  const { name, route, series, frequency, start } = input;
  const declared: EiaSeries = { route, series, frequency, start };
  assertStart(declared);
  await writeJson(workspace, 'src/stream.json', declarationOf(name, declared));
  await writeJson(workspace, 'fixtures/0001.json', buildEiaFixture(declared));
  await writeJson(workspace, 'test/expected.json', expectedRows(declared));
}

/**
 * `connector:generate`: the runtime as a vendored tarball with a lockfile, the stream, a fixture with the rows it must
 * become, the manifests of the scheduled job and the DolphinScheduler workflow.
 */
export function createGenerateConnectorAction() {
  return createTemplateAction({
    id: 'connector:generate',
    description:
      'Writes what an ingestion connector needs beside its skeleton: runtime, stream, fixture, manifests, workflow.',
    examples,
    supportsDryRun: true,
    schema: {
      input: inputSchema,
      output: z =>
        z.object({
          freshnessHours: z
            .number()
            .describe('Hours after which the alert speaks'),
        }),
    },
    async handler(ctx) {
      const { input, workspacePath } = ctx;
      await writeStream(workspacePath, input);
      try {
        const hours = await writeDeployment(workspacePath, input);
        ctx.output('freshnessHours', hours);
      } catch (error) {
        throw error instanceof RangeError
          ? new InputError(error.message, error)
          : error;
      }
      await vendorPackage(workspacePath, await packConnectorRuntime());
      ctx.logger.info(
        `Wrote the connector ${input.name} for EIA ${input.series}`,
      );
    },
  });
}
