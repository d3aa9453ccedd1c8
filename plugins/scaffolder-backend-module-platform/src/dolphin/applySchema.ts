/** What `dolphinscheduler:workflow:apply` takes and puts out. */
import { Zod } from '../actions/schema';

const DEFAULT_PATH = 'workflow/dolphinscheduler.json';

/** How it stands in a template. */
export const examples = [
  {
    description: 'Bring the workflow of a published connector online.',
    example: `steps:
  - id: workflow
    action: dolphinscheduler:workflow:apply
    input:
      path: workflow/dolphinscheduler.json
      repositoryUrl: \${{ steps.publish.output.remoteUrl }}
`,
  },
];

/** What the action takes. */
export function inputSchema(z: Zod) {
  return z.object({
    path: z
      .string()
      .default(DEFAULT_PATH)
      .describe('File of the workspace with one workflow'),
    workflow: z
      .union([z.record(z.any()), z.array(z.record(z.any()))])
      .optional()
      .describe('The workflow itself, in place of a file'),
    project: z
      .string()
      .max(255)
      .optional()
      .describe('Name of the project; the configured one unless told'),
    repositoryUrl: z
      .string()
      .url()
      .optional()
      .describe('Clone URL of the repository that the steps are from'),
    online: z.boolean().default(true).describe('Switch it and its schedule on'),
    dryRun: z
      .boolean()
      .default(true)
      .describe('Walk through it without running its tasks'),
    adopt: z
      .boolean()
      .default(false)
      .describe('Take over a workflow of this name that others wrote'),
    dataSources: z
      .record(z.number().int())
      .optional()
      .describe('Numbers of data sources in the scheduler, by name'),
  });
}

/** What the action puts out. */
export function outputSchema(z: Zod) {
  return z.object({
    name: z.string(),
    project: z.string(),
    projectCode: z.string().optional(),
    code: z.string().optional().describe('Code of the workflow'),
    version: z.number().optional(),
    created: z.boolean().describe('It was not there before'),
    changed: z.boolean().describe('Something was written'),
    online: z.boolean(),
    reason: z.string().optional().describe('Why it is offline'),
    scheduleId: z.string().optional(),
    nextRuns: z.array(z.string()).describe('As the scheduler reads it'),
    url: z.string().optional().describe('Its page in the scheduler'),
  });
}
