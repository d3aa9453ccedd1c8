import type { JsonObject } from '../../kubernetes';
import { buildWorkflow, WorkflowStep } from '../../manifests';
import { REPOSITORY_PARAMETER } from '../../pipelines';
import type { ConnectorSpec } from '../ConnectorSpecSchema';
import type { ConnectorPlan } from '../plan';
import { jsonText } from '../text';
import { imageOf } from './deployFiles';
import { TASK_LABEL } from './taskPolicy';

/** Where the repository is cloned from; empty while nobody knows. */
export function cloneUrlOf(spec: ConnectorSpec): string {
  if (!spec.repositoryHost) return '';
  const owner = spec.owner.split('/').pop() ?? '';
  return `${spec.repositoryHost.replace(/\/+$/, '')}/${owner}/${spec.name}.git`;
}

function parameters(spec: ConnectorSpec): JsonObject[] {
  const url = cloneUrlOf(spec);
  return url === ''
    ? []
    : [
        {
          prop: REPOSITORY_PARAMETER,
          direct: 'IN',
          type: 'VARCHAR',
          value: url,
        },
      ];
}

/** A list as the scheduler wants it: a YAML list, as text. */
function listText(values: readonly string[]): string {
  return JSON.stringify(values);
}

function podStep(
  spec: ConnectorSpec,
  name: string,
  args: readonly string[],
): WorkflowStep {
  return {
    name,
    pod: {
      image: imageOf(spec),
      imagePullPolicy: 'IfNotPresent',
      namespace: JSON.stringify({ name: spec.namespace, cluster: 'default' }),
      command: listText(['node', 'src/main.js']),
      args: listText(args),
      minCpuCores: 0.05,
      minMemorySpace: 128,
      customizedLabels: [{ label: TASK_LABEL, value: spec.name }],
      nodeSelectors: [],
      localParams: parameters(spec),
    },
  };
}

/** A clone beside others, brought up to date; without an address the worker says where it is. */
function shellScript(spec: ConnectorSpec, args: readonly string[]): string {
  const run = `node src/main.js ${args.join(' ')}`;
  if (cloneUrlOf(spec) === '') {
    return ['set -eu', 'cd "$CONNECTOR_HOME"', run].join('\n');
  }
  return [
    'set -eu',
    `work="\${TMPDIR:-/tmp}/connectors/${spec.name}"`,
    'mkdir -p "$(dirname "$work")"',
    `if [ -d "$work/.git" ]; then git -C "$work" pull --quiet --ff-only; else git clone --quiet --depth 1 "\${${REPOSITORY_PARAMETER}}" "$work"; fi`,
    'cd "$work"',
    'npm ci --omit=dev --ignore-scripts --no-audit --no-fund',
    run,
  ].join('\n');
}

/** Only what was recorded over HTTP can be replayed before a run. */
function commandsOf(plan: ConnectorPlan): Array<[string, readonly string[]]> {
  if (plan.runs === 'always') return [['doctor', ['doctor']]];
  return plan.world === 'http'
    ? [
        ['verify', ['fixtures', 'verify']],
        ['extract', ['run']],
      ]
    : [['extract', ['run']]];
}

/** The workflow as DolphinScheduler imports it; the portal applies it by name. */
export function workflowFile(spec: ConnectorSpec, plan: ConnectorPlan): string {
  const steps = commandsOf(plan).map(([name, args]): WorkflowStep => {
    if (spec.task === 'k8s') return podStep(spec, name, args);
    return {
      name,
      script: shellScript(spec, args),
      parameters: parameters(spec),
    };
  });
  return jsonText(
    buildWorkflow({
      name: spec.name,
      description: spec.description ?? plan.summary,
      schedule: spec.schedule,
      timezone: spec.timezone,
      steps,
    }),
  );
}
