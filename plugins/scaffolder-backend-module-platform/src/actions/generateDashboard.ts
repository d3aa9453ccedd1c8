import {
  buildDashboard,
  panelsFor,
} from '@254carbon/backstage-plugin-platform-common';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { createHash } from 'node:crypto';
import { packManifestCheck } from '../pack/products';
import { vendorPackage } from '../pack/vendorPackage';
import { writeJson, writeYaml } from '../workspace/writeFiles';

const examples = [
  {
    description: 'A dashboard that watches a Deployment.',
    example: `steps:
  - id: dashboard
    action: dashboard:generate
    input:
      name: trino-overview
      title: Trino overview
      watched: service
      workload: trino-coordinator
      namespace: data-platform
`,
  },
];

const LONGEST_UID = 40;

/** Grafana's uid: the name itself when it fits, else its start and a digest of the whole. */
function uidOf(name: string): string {
  if (name.length <= LONGEST_UID) {
    return name;
  }
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${name.slice(0, LONGEST_UID - 9)}-${digest}`;
}

/** `dashboard:generate`: a Grafana dashboard, the ConfigMap that provisions it, and the check that keeps it right. */
export function createGenerateDashboardAction() {
  return createTemplateAction({
    id: 'dashboard:generate',
    description:
      'Writes a Grafana dashboard for a workload, its provisioning, and vendors the rules that judge it.',
    examples,
    supportsDryRun: true,
    schema: {
      input: z =>
        z.object({
          name: z
            .string()
            .regex(
              /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
              'use lower-case letters, digits and inner hyphens',
            )
            .describe('Name of the dashboard'),
          title: z.string().min(1).describe('What people see'),
          watched: z
            .enum(['service', 'pipeline'])
            .describe('What is watched: a Deployment or a CronJob'),
          workload: z
            .string()
            .regex(
              /^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$/,
              'use the name of the workload',
            )
            .describe('Name of the Deployment or CronJob'),
          namespace: z
            .string()
            .regex(
              /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
              'use the name of the namespace',
            )
            .describe('Its namespace'),
        }),
      output: z =>
        z.object({ uid: z.string().describe('Uid of the dashboard') }),
    },
    async handler(ctx) {
      const { name, title, watched, workload, namespace } = ctx.input;
      const uid = uidOf(name);
      const panels = panelsFor({ watched, namespace, name: workload });
      await writeJson(
        ctx.workspacePath,
        `dashboards/${name}.json`,
        buildDashboard({ uid, title, tags: ['254carbon', watched], panels }),
      );
      await writeYaml(ctx.workspacePath, [
        {
          file: 'dashboards/kustomization.yaml',
          content: {
            apiVersion: 'kustomize.config.k8s.io/v1beta1',
            kind: 'Kustomization',
            namespace: 'monitoring',
            configMapGenerator: [
              { name: `dashboard-${name}`, files: [`${name}.json`] },
            ],
            generatorOptions: {
              disableNameSuffixHash: true,
              labels: { grafana_dashboard: '1' },
            },
          },
        },
      ]);
      await vendorPackage(ctx.workspacePath, await packManifestCheck());
      ctx.output('uid', uid);
      ctx.logger.info(`Wrote the dashboard ${uid}`);
    },
  });
}
