import { EffectRecorder } from '@254carbon/backstage-plugin-platform-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  ConnectorDefaults,
  connectorInput,
  readConnectorInput,
} from './connectorInput';

const examples = [
  {
    description: 'Refuse a form before anything is written.',
    example: `steps:
  - id: check
    action: connector:check
    input:
      kind: eia
      values: \${{ parameters }}
`,
  },
];

/**
 * `connector:check`: the first step of a template. A form is judged in the browser too, but a task can be created without it; what is refused here never
 * gets to a step that writes.
 */
export function createCheckConnectorAction(
  defaults: ConnectorDefaults,
  effects?: Pick<EffectRecorder, 'reserve'>,
) {
  return createTemplateAction({
    id: 'connector:check',
    description:
      'Refuses what no connector can be made from, naming the fields; writes nothing.',
    examples,
    supportsDryRun: true,
    schema: {
      input: connectorInput,
      output: z =>
        z.object({
          table: z.string().describe('Table that the rows go to'),
          owner: z.string().describe('Full reference of the owner'),
        }),
    },
    async handler(ctx) {
      const spec = readConnectorInput(ctx.input, defaults);
      // The name is held for the task, so that two people cannot make the same pipeline; a dry run only looks.
      await effects?.reserve({
        name: spec.name,
        namespace: spec.namespace,
        ...(ctx.isDryRun ? {} : { taskId: ctx.task.id }),
      });
      ctx.output('table', `${spec.table.namespace}.${spec.table.name}`);
      ctx.output('owner', spec.owner);
      ctx.logger.info(`${spec.name} can be made`);
    },
  });
}
