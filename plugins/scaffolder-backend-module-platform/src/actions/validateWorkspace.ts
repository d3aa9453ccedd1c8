import {
  checkWorkspace,
  describeFinding,
} from '@254carbon/backstage-plugin-platform-common';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { readWorkspace } from '../workspace/readWorkspace';

const examples = [
  {
    description:
      'Refuse to go on when anything in the workspace breaks a rule of the platform.',
    example: `steps:
  - id: validate
    action: platform:validate
`,
  },
];

const MOST_TOLD = 20;

/** `platform:validate`: parses every YAML and JSON file, judges manifests and dashboards, refuses with file, field and cure. */
export function createValidateWorkspaceAction() {
  return createTemplateAction({
    id: 'platform:validate',
    description:
      'Parses every YAML and JSON file of the workspace, judges Kubernetes manifests and dashboards by the rules of the platform, and stops the task when one is broken.',
    examples,
    supportsDryRun: true,
    schema: {
      input: z =>
        z.object({
          path: z
            .string()
            .optional()
            .describe('Folder to judge, the whole workspace by default'),
        }),
      output: z =>
        z.object({ judged: z.number().describe('Documents that were read') }),
    },
    async handler(ctx) {
      const folder = resolveSafeChildPath(
        ctx.workspacePath,
        ctx.input.path ?? '.',
      );
      const { files, documents, findings } = await readWorkspace(folder);
      const all = [...findings, ...checkWorkspace({ documents, files })];
      for (const finding of all) {
        ctx.logger.error(describeFinding(finding));
      }
      if (all.length > 0) {
        const told = all.slice(0, MOST_TOLD).map(describeFinding);
        const more =
          all.length > MOST_TOLD
            ? `\n... and ${all.length - MOST_TOLD} more`
            : '';
        throw new InputError(
          `${all.length} rules are broken; mend these fields:\n${told.join(
            '\n',
          )}${more}`,
        );
      }
      ctx.output('judged', documents.length);
      ctx.logger.info(
        `${documents.length} documents in ${files.length} files keep every rule`,
      );
    },
  });
}
