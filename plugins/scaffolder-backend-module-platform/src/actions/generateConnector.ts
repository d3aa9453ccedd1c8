import {
  ConnectorSpec,
  generateConnector,
} from '@254carbon/backstage-plugin-platform-common';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { mkdir, writeFile } from 'node:fs/promises';
import { packConnectorRuntime } from '../pack/products';
import { writeText } from '../workspace/writeFiles';
import {
  ConnectorDefaults,
  connectorInput,
  readConnectorInput,
} from './connectorInput';

const examples = [
  {
    description: 'The whole repository of a connector for one series of EIA.',
    example: `steps:
  - id: connector
    action: connector:generate
    input:
      kind: eia
      values:
        name: eia-wti-spot
        owner: group:default/platform-engineering
        schedule: 37 6 * * 1-5
        table: energy.eia_wti_spot
        route: petroleum/pri/spt
        series: RWTC
        frequency: daily
        start: '2024-01-02'
`,
  },
];

async function writeRuntime(
  workspace: string,
  spec: ConnectorSpec,
): Promise<{ version: string; fileName: string; integrity?: string }> {
  const packed = await packConnectorRuntime();
  const { version, fileName, integrity } = packed;
  if (spec.runtime !== 'vendored') return { version, fileName };
  await mkdir(resolveSafeChildPath(workspace, 'vendor'), { recursive: true });
  await writeFile(
    resolveSafeChildPath(workspace, `vendor/${fileName}`),
    packed.content,
  );
  return { version, fileName, integrity };
}

/**
 * `connector:generate`: writes a connector's repository: declaration, schemas, fixtures, tests, manifests, workflow, alerts, dashboard, runbook, catalog
 * entities, CI, and the runtime as a packed file with a lockfile that names no registry.
 */
export function createGenerateConnectorAction(defaults: ConnectorDefaults) {
  return createTemplateAction({
    id: 'connector:generate',
    description:
      "Writes the whole repository of an ingestion connector from a form's values.",
    examples,
    supportsDryRun: true,
    schema: {
      input: connectorInput,
      output: z =>
        z.object({
          files: z.array(z.string()).describe('The files written'),
          component: z.string().describe('Entity of the pipeline'),
          dataset: z.string().describe('Entity of the table'),
        }),
    },
    async handler(ctx) {
      const spec = readConnectorInput(ctx.input, defaults);
      const { places } = defaults;
      // Everything is worked out before the first byte is written.
      generateConnector(spec, { places });
      const runtime = await writeRuntime(ctx.workspacePath, spec);
      const files = generateConnector(spec, { runtime, places });
      for (const [path, text] of files) {
        await writeText(ctx.workspacePath, path, text);
      }
      ctx.output('files', [...files.keys()]);
      ctx.output('component', `component:default/${spec.name}`);
      ctx.output('dataset', `resource:default/${spec.name}-observations`);
      ctx.logger.info(`Wrote ${files.size} files of ${spec.name}`);
    },
  });
}
