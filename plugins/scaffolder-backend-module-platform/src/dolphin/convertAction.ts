import { JsonValue } from '@254carbon/backstage-plugin-platform-common';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { Zod } from '../actions/schema';
import { writeJson } from '../workspace/writeFiles';
import { convertOrRefuse, readJsonFile } from './readWorkflowFile';

const examples = [
  {
    description: 'Make a workflow that was written by hand importable.',
    example: `steps:
  - id: convert
    action: dolphinscheduler:workflow:convert
    input:
      path: workflows/old.json
      to: workflow/dolphinscheduler.json
      dataSources:
        trino: 1
`,
  },
];

/** Reads as a list what may be one. */
function inputSchema(z: Zod) {
  return z.object({
    path: z.string().optional().describe('File of the workspace to convert'),
    workflow: z
      .union([z.record(z.any()), z.array(z.record(z.any()))])
      .optional()
      .describe('The workflow itself, in place of a file'),
    to: z
      .string()
      .default('workflow/dolphinscheduler.json')
      .describe('File that is written'),
    dataSources: z
      .record(z.number().int())
      .optional()
      .describe('Numbers of data sources in the scheduler, by name'),
  });
}

function outputSchema(z: Zod) {
  return z.object({
    names: z.array(z.string()).describe('Names of the workflows'),
    warnings: z
      .array(z.string())
      .describe('What is other than the source says'),
  });
}

/**
 * `dolphinscheduler:workflow:convert`: any JSON of a workflow in the form that the scheduler imports; what cannot work
 * is refused by place and with its cure.
 */
export function createConvertWorkflowAction() {
  return createTemplateAction({
    id: 'dolphinscheduler:workflow:convert',
    description:
      'Converts the JSON of a workflow, exported or written by hand, to the form that DolphinScheduler imports.',
    examples,
    supportsDryRun: true,
    schema: { input: inputSchema, output: outputSchema },
    async handler(ctx) {
      const { path, workflow, to, dataSources } = ctx.input;
      const json =
        workflow === undefined
          ? await readJsonFile(ctx.workspacePath, path ?? to)
          : (workflow as JsonValue);
      const { importable, warnings } = convertOrRefuse(json, {
        what: path ?? 'The workflow',
        dataSources,
      });
      for (const warning of warnings) ctx.logger.warn(warning);
      await writeJson(ctx.workspacePath, to, importable);
      ctx.output(
        'names',
        importable.map(({ processDefinition }) => processDefinition.name),
      );
      ctx.output('warnings', warnings);
    },
  });
}
