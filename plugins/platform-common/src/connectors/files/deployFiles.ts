/*
 * How it runs: a CronJob (switched off when another scheduler starts the runs), or a Deployment for what listens; its account, volume, network, alerts;
 * the workflow for DolphinScheduler; the dashboard. A key is a reference to a Secret, here and everywhere.
 */
import {
  buildAlerts,
  BuiltDocument,
  buildEnvironment,
  buildJobManifests,
  buildKustomization,
  buildPodMonitor,
  buildServiceManifests,
  metadataOf,
} from '../../manifests';
import type { ConnectorSpec } from '../ConnectorSpecSchema';
import type { ConnectorPlaces } from '../places';
import type { ConnectorPlan } from '../plan';
import { yamlText } from '../text';
import { describeConnector } from './catalogFile';
import { taskPolicies } from './taskPolicy';
import { settingsOfWorkload, WorkloadSettings } from './workloadSettings';

/** The image that runs it, unless the form names another. */
export function imageOf(
  spec: ConnectorSpec,
  { imageRegistry }: ConnectorPlaces,
): string {
  return spec.image ?? `${imageRegistry}/${spec.name}:0.1.0`;
}

const HEALTH_PORT = 9464;
/** A page that is under way is finished before the process ends. */
const GRACE_SECONDS = 60;

/** What the manifests of a connector need to know besides spec and plan. */
interface Deployed {
  readonly freshnessHours: number;
  readonly runbook: string;
  readonly places: ConnectorPlaces;
}

type Told = Deployed & { readonly settings: WorkloadSettings };

function buildClaim({ name, namespace }: ConnectorSpec): BuiltDocument {
  return {
    file: 'deploy/persistentvolumeclaim.yaml',
    content: {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: metadataOf(name, namespace),
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '5Gi' } },
      },
    },
  };
}

/** What serves others has their port and one for its health; what only listens elsewhere serves its health and nothing else. */
function portsOfService({ listens }: ConnectorPlan) {
  return listens === undefined
    ? { port: HEALTH_PORT, metricsPort: 'http' as const }
    : {
        port: listens,
        healthPort: HEALTH_PORT,
        metricsPort: 'health' as const,
      };
}

function alwaysManifests(
  spec: ConnectorSpec,
  plan: ConnectorPlan,
  { settings, freshnessHours, runbook, places }: Told,
): BuiltDocument[] {
  const { name, namespace, owner, alerts } = spec;
  const environment = {
    CONNECTOR_DATA: '/data',
    CONNECTOR_HEALTH_PORT: String(HEALTH_PORT),
    ...settings.environment,
  };
  const { metricsPort, ...ports } = portsOfService(plan);
  const service = buildServiceManifests({
    name,
    namespace,
    image: imageOf(spec, places),
    pull: 'Always',
    ...ports,
    healthPath: '/healthz',
    replicas: 1,
    mostReplicas: 1,
    size: spec.size,
    args: ['run'],
    environment: buildEnvironment({ environment, secrets: settings.secrets }),
    claim: name,
    ports: settings.ports,
    outside: settings.outside,
    graceSeconds: GRACE_SECONDS,
    monitoringNamespace: places.monitoringNamespace,
    ...(plan.offered && {
      offered: {
        ...plan.offered,
        controllerNamespace: places.ingressNamespace,
      },
    }),
    owner,
    description: describeConnector(spec, plan),
  });
  const watching = { name, namespace, alerts, labels: places.monitoringLabels };
  return [
    ...service,
    buildClaim(spec),
    // A process that does not end pushes nothing; whoever watches it has to ask.
    buildPodMonitor({ ...watching, port: metricsPort }),
    // Nothing of Kubernetes ends well here, so the connector's own numbers tell.
    buildAlerts({
      ...watching,
      owner,
      freshnessHours,
      suspended: true,
      always: true,
      runbook,
    }),
  ];
}

function scheduledManifests(
  spec: ConnectorSpec,
  plan: ConnectorPlan,
  { settings, freshnessHours, runbook, places }: Told,
): BuiltDocument[] {
  const { name, namespace, owner, alerts, schedule, timezone, size } = spec;
  return buildJobManifests({
    name,
    namespace,
    owner,
    description: describeConnector(spec, plan),
    alerts,
    labels: places.monitoringLabels,
    schedule,
    timezone,
    size,
    image: imageOf(spec, places),
    suspended: spec.scheduler !== 'kubernetes',
    secrets: settings.secrets,
    environment: settings.environment,
    ports: settings.ports,
    outside: settings.outside,
    freshnessHours,
    runbook,
  });
}

/** The manifests of a connector, each as YAML. */
export function deployFiles(
  spec: ConnectorSpec,
  plan: ConnectorPlan,
  given: Deployed,
): Map<string, string> {
  const settings = settingsOfWorkload(spec, plan, given.places);
  const told = { ...given, settings };
  const workload =
    plan.runs === 'always'
      ? alwaysManifests(spec, plan, told)
      : scheduledManifests(spec, plan, told);
  const isTask = spec.scheduler === 'dolphinscheduler' && spec.task === 'k8s';
  const documents = [
    ...workload.filter(({ file }) => file !== 'deploy/kustomization.yaml'),
    ...(isTask ? taskPolicies(spec, plan, settings) : []),
  ];
  return new Map(
    [...documents, buildKustomization(documents)].map(({ file, content }) => [
      file,
      yamlText(content),
    ]),
  );
}
