import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { Zod } from '../actions/schema';
import { proveRepository } from './proveRepository';
import { ProveSettings } from './readProveConfig';

const LONGEST_LINE = 500;

const examples = [
  {
    description: 'Run the tests of what was generated before it is published.',
    example: `steps:
  - id: prove
    action: connector:prove
`,
  },
];

function inputSchema(z: Zod) {
  return z.object({
    path: z
      .string()
      .default('.')
      .describe('Folder of the workspace that is the repository'),
  });
}

function outputSchema(z: Zod) {
  return z.object({
    tests: z.number(),
    passed: z.number(),
    failed: z.number(),
    durationMs: z.number(),
    network: z
      .enum(['namespace', 'guard'])
      .describe('What kept the tests off the network'),
  });
}

/**
 * `connector:prove`: runs the tests of the workspace where they can do little; a repository whose tests do not pass stops the task before
 * anything is published.
 */
export function createProveAction(settings: ProveSettings) {
  return createTemplateAction({
    id: 'connector:prove',
    description:
      'Runs the tests of the generated repository in a child process with an empty environment, without a network, and within limits.',
    examples,
    supportsDryRun: true,
    schema: { input: inputSchema, output: outputSchema },
    async handler(ctx) {
      const proof = await proveRepository({
        folder: resolveSafeChildPath(ctx.workspacePath, ctx.input.path),
        settings,
        log: line => ctx.logger.info(line.slice(0, LONGEST_LINE)),
        signal: ctx.signal,
      });
      const { counts, problem, isolation, durationMs } = proof;
      ctx.output('tests', counts?.tests ?? 0);
      ctx.output('passed', counts?.passed ?? 0);
      ctx.output('failed', counts?.failed ?? 0);
      ctx.output('durationMs', durationMs);
      ctx.output('network', isolation.network);
      if (problem) {
        throw new InputError(
          `The generated repository does not prove itself: ${problem}`,
        );
      }
      ctx.logger.info(
        `${counts?.passed} tests passed in ${durationMs} ms; the network was kept away by the ${isolation.network}.`,
      );
    },
  });
}
