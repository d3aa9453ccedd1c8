import type { JsonObject } from '../../kubernetes';
import { buildWorkflow, WorkflowStep } from '../../manifests';
import { REPOSITORY_PARAMETER } from '../../pipelines';
import type { ConnectorSpec } from '../ConnectorSpecSchema';
import type { ConnectorPlan } from '../plan';
import { jsonText, lines } from '../text';
import type { ConnectorPlaces } from '../places';
import { imageOf } from './deployFiles';
import { TASK_LABEL } from './taskPolicy';
import { settingsOfWorkload } from './workloadSettings';

/** Where a repository keeps the settings of a run outside of Kubernetes. */
export const SETTINGS_PATH = 'deploy/settings.env';

/** Where the repository is cloned from; empty while nobody knows. */
export function cloneUrlOf(spec: ConnectorSpec): string {
  if (!spec.repositoryHost) return '';
  const owner = spec.owner.split('/').pop() ?? '';
  return `${spec.repositoryHost.replace(/\/+$/, '')}/${owner}/${spec.name}.git`;
}

/** What each task is told: where its program is from, and where rows go. They become the environment of a pod; a key is never among them. */
function settingsOf(
  spec: ConnectorSpec,
  plan: ConnectorPlan,
  places: ConnectorPlaces,
): Record<string, string> {
  const { CONNECTOR_METRICS_URL, ...settings } = settingsOfWorkload(
    spec,
    plan,
    places,
  ).environment;
  const url = cloneUrlOf(spec);
  return { ...(url && { [REPOSITORY_PARAMETER]: url }), ...settings };
}

function parametersOf(settings: Record<string, string>): JsonObject[] {
  return Object.entries(settings).map(([prop, value]) => ({
    prop,
    direct: 'IN',
    type: 'VARCHAR',
    value,
  }));
}

/** A list as the scheduler wants it: a YAML list, as text. */
function listText(values: readonly string[]): string {
  return JSON.stringify(values);
}

/** What a task runs, and what it is told. */
interface Told {
  readonly args: readonly string[];
  readonly settings: Record<string, string>;
  readonly places: ConnectorPlaces;
}

function podStep(
  spec: ConnectorSpec,
  name: string,
  { args, settings, places }: Told,
): WorkflowStep {
  return {
    name,
    pod: {
      image: imageOf(spec, places),
      imagePullPolicy: 'Always',
      namespace: JSON.stringify({
        name: spec.namespace,
        cluster: places.schedulerCluster,
      }),
      command: listText(['node', 'src/main.js']),
      args: listText(args),
      minCpuCores: 0.05,
      minMemorySpace: 128,
      customizedLabels: [{ label: TASK_LABEL, value: spec.name }],
      nodeSelectors: [],
      localParams: parametersOf(settings),
    },
  };
}

/**
 * A clone beside others, brought up to date; without an address the worker says where it is. Settings come from a file of the repository, and what the
 * worker's own environment says goes before them; the key is the worker's alone.
 */
function shellScript(spec: ConnectorSpec, args: readonly string[]): string {
  const run = `node --env-file=${SETTINGS_PATH} src/main.js ${args.join(' ')}`;
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

/** The settings of a run outside of Kubernetes: where rows and numbers go. Names and addresses of the cluster, never a key. */
export function settingsFile(
  spec: ConnectorSpec,
  plan: ConnectorPlan,
  places: ConnectorPlaces,
): string {
  const { environment } = settingsOfWorkload(spec, plan, places);
  return lines(
    Object.entries(environment).map(([name, value]) => `${name}=${value}`),
  );
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
export function workflowFile(
  spec: ConnectorSpec,
  plan: ConnectorPlan,
  places: ConnectorPlaces,
): string {
  const settings = settingsOf(spec, plan, places);
  const url = settings[REPOSITORY_PARAMETER];
  const carried: Record<string, string> =
    url === undefined ? {} : { [REPOSITORY_PARAMETER]: url };
  const steps = commandsOf(plan).map(([name, args]): WorkflowStep => {
    const told = { args, settings, places };
    return spec.task === 'k8s'
      ? podStep(spec, name, told)
      : {
          name,
          script: shellScript(spec, args),
          parameters: parametersOf(carried),
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
