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
export function createCheckConnectorAction(defaults: ConnectorDefaults) {
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
      ctx.output('table', `${spec.table.namespace}.${spec.table.name}`);
      ctx.output('owner', spec.owner);
      ctx.logger.info(`${spec.name} can be made`);
    },
  });
}
