import { buildImportable } from '@254carbon/backstage-plugin-platform-common';

/** An importable file with one workflow of one task, every morning. */
export function createWorkflowForTests(options: {
  name: string;
  taskType: 'SHELL' | 'K8S';
  image?: string;
}) {
  const { name, taskType, image } = options;
  return [
    buildImportable({
      name,
      description: 'x',
      globalParams: [],
      timeoutMinutes: 10,
      schedule: { crontab: '0 30 6 * * ? *' },
      tasks: [
        {
          name: 'run',
          taskType,
          taskParams: image ? { image } : { rawScript: 'node src/main.js run' },
          needs: [],
          retries: 0,
          retryMinutes: 1,
        },
      ],
    }),
  ];
}
