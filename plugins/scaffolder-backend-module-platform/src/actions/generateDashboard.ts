import {
  buildDashboard,
  BuiltDocument,
  panelsFor,
} from '@254carbon/backstage-plugin-platform-common';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { createHash } from 'node:crypto';
import { packManifestCheck } from '../pack/products';
import { vendorPackage } from '../pack/vendorPackage';
import { writeJson, writeYaml } from '../workspace/writeFiles';
import { nameSchema, Zod } from './schema';

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

function inputSchema(z: Zod) {
  return z.object({
    name: nameSchema(z, { about: 'Name of the dashboard' }),
    title: z.string().min(1).describe('What people see'),
    watched: z
      .enum(['service', 'pipeline'])
      .describe('What is watched: a Deployment or a CronJob'),
    workload: nameSchema(z, { about: 'Name of the Deployment or CronJob' }),
    namespace: nameSchema(z, { about: 'Its namespace' }),
  });
}

/** Kustomize makes the ConfigMap that Grafana's sidecar picks up, so the dashboard is there once. */
function buildProvisioning(name: string): BuiltDocument {
  return {
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
  };
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
      input: inputSchema,
      output: z =>
        z.object({ uid: z.string().describe('Uid of the dashboard') }),
    },
    async handler(ctx) {
      const { name, title, watched, workload, namespace } = ctx.input;
      const uid = uidOf(name);
      const dashboard = buildDashboard({
        uid,
        title,
        tags: ['254carbon', watched],
        panels: panelsFor({ watched, namespace, name: workload }),
      });
      await writeJson(ctx.workspacePath, `dashboards/${name}.json`, dashboard);
      await writeYaml(ctx.workspacePath, [buildProvisioning(name)]);
      await vendorPackage(ctx.workspacePath, await packManifestCheck());
      ctx.output('uid', uid);
      ctx.logger.info(`Wrote the dashboard ${uid}`);
    },
  });
}
