import fc from 'fast-check';
import { checkWorkspace } from './checkWorkspace';
import {
  at,
  DocumentObject,
  DocumentValue,
  Finding,
  isObject,
  WorkspaceDocument,
} from './document';
import {
  buildDashboard,
  buildJobManifests,
  buildServiceManifests,
  buildWorkflow,
  isPinned,
  JobSpec,
  panelsFor,
  ServiceSpec,
} from './index';

const service: ServiceSpec = {
  name: 'prices-api',
  namespace: 'data-platform',
  image: 'ghcr.io/254carbon/prices-api:1.4.2',
  port: 8080,
  healthPath: '/healthz',
  replicas: 2,
  size: 'small',
};
const job: JobSpec = {
  name: 'eia-wti',
  namespace: 'data-platform',
  image: 'ghcr.io/254carbon/eia-wti:0.1.0',
  schedule: '30 6 * * *',
  suspended: false,
  size: 'small',
  secrets: [{ variable: 'EIA_API_KEY', name: 'eia-api-key', key: 'api-key' }],
  freshnessHours: 48,
  owner: 'group:default/data-engineering',
};
const judge = (documents: WorkspaceDocument[]): Finding[] =>
  checkWorkspace({ documents, files: documents.map(({ file }) => file) });

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,30}[a-z0-9]$/);
const size = fc.constantFrom(
  'small' as const,
  'medium' as const,
  'large' as const,
);

describe('what is built', () => {
  it('passes every rule, for any service', () => {
    fc.assert(
      fc.property(
        name,
        name,
        fc.integer({ min: 1, max: 9 }),
        size,
        (own, namespace, replicas, chosen) => {
          expect(
            judge(
              buildServiceManifests({
                ...service,
                name: own,
                namespace,
                replicas,
                size: chosen,
              }),
            ),
          ).toEqual([]);
        },
      ),
    );
  });

  it('passes every rule, for any job', () => {
    fc.assert(
      fc.property(
        name,
        name,
        fc.nat(59),
        fc.nat(23),
        fc.boolean(),
        (own, namespace, minute, hour, suspended) => {
          expect(
            judge(
              buildJobManifests({
                ...job,
                name: own,
                namespace,
                schedule: `${minute} ${hour} * * 1-5`,
                suspended,
              }),
            ),
          ).toEqual([]);
        },
      ),
    );
  });

  it.each(['service', 'pipeline'] as const)(
    'passes every rule, as a dashboard of a %s',
    watched => {
      const content = buildDashboard({
        uid: 'prices',
        title: 'Prices',
        tags: ['254carbon'],
        panels: panelsFor({ watched, namespace: 'data', name: 'prices' }),
      });
      expect(judge([{ file: 'prices.json', content }])).toEqual([]);
    },
  );

  it('refuses what could never pass', () => {
    expect(() => buildServiceManifests({ ...service, image: 'nginx' })).toThrow(
      'not pinned',
    );
    expect(() => buildServiceManifests({ ...service, replicas: 0 })).toThrow(
      'at least one replica',
    );
    expect(() => buildJobManifests({ ...job, schedule: 'daily' })).toThrow(
      'five fields',
    );
  });
});

/** A copy with one field set or, with undefined, removed. */
function change(
  document: DocumentObject,
  path: string,
  value: DocumentValue,
): DocumentObject {
  const copy: DocumentObject = structuredClone(document);
  const keys = path.split('.');
  const last = keys.pop()!;
  const parent = keys.length ? at(copy, keys.join('.')) : copy;
  if (Array.isArray(parent)) {
    parent[Number(last)] = value;
  } else if (isObject(parent) && value === undefined) {
    delete parent[last];
  } else if (isObject(parent)) {
    parent[last] = value;
  }
  return copy;
}

function judgeWith(
  documents: ReturnType<typeof buildServiceManifests>,
  file: string,
  path: string,
  value: DocumentValue,
): string[] {
  const changed = documents.map(document =>
    document.file === `deploy/${file}.yaml`
      ? { ...document, content: change(document.content, path, value) }
      : document,
  );
  return judge(changed).map(finding => finding.rule);
}

describe('every rule can fail', () => {
  const c = 'spec.template.spec.containers.0';
  it.each<[string, string, DocumentValue, string]>([
    ['deployment', `${c}.resources.limits.memory`, undefined, 'resources'],
    ['deployment', `${c}.resources.requests.cpu`, undefined, 'resources'],
    ['deployment', `${c}.image`, 'nginx:latest', 'image-pinned'],
    ['deployment', `${c}.image`, 'localhost:5000/nginx', 'image-pinned'],
    [
      'deployment',
      'spec.template.spec.securityContext.runAsNonRoot',
      false,
      'run-as-non-root',
    ],
    [
      'deployment',
      `${c}.securityContext.allowPrivilegeEscalation`,
      undefined,
      'no-privilege-escalation',
    ],
    ['deployment', `${c}.securityContext.privileged`, true, 'not-privileged'],
    [
      'deployment',
      `${c}.securityContext.capabilities.drop`,
      ['NET_RAW'],
      'capabilities-dropped',
    ],
    [
      'deployment',
      `${c}.securityContext.readOnlyRootFilesystem`,
      undefined,
      'read-only-root',
    ],
    [
      'deployment',
      'spec.template.spec.securityContext.seccompProfile',
      undefined,
      'seccomp',
    ],
    ['deployment', `${c}.readinessProbe`, undefined, 'probes'],
    ['deployment', `${c}.livenessProbe`, undefined, 'probes'],
    [
      'deployment',
      `${c}.env`,
      [{ name: 'DB_PASSWORD', value: 'x' }],
      'no-literal-secret',
    ],
    ['deployment', 'metadata.labels', {}, 'kubernetes-id'],
    [
      'deployment',
      'spec.template.metadata.labels',
      { 'app.kubernetes.io/name': 'prices-api' },
      'kubernetes-id',
    ],
    ['deployment', 'spec.template.metadata.labels', {}, 'selector-matches'],
    ['deployment', 'spec.template.spec.hostNetwork', true, 'no-host-access'],
    [
      'deployment',
      'spec.template.spec.volumes',
      [{ name: 'n', hostPath: { path: '/' } }],
      'no-host-access',
    ],
    [
      'deployment',
      'spec.template.spec.serviceAccountName',
      'default',
      'own-service-account',
    ],
    ['deployment', 'spec.replicas', 2, 'one-scaler'],
    ['deployment', 'metadata.name', undefined, 'named'],
    [
      'poddisruptionbudget',
      'spec.selector.matchLabels',
      { other: 'x' },
      'disruption-budget',
    ],
    [
      'networkpolicy',
      'spec.podSelector.matchLabels',
      { other: 'x' },
      'network-policy',
    ],
    ['service', 'spec.selector', { other: 'x' }, 'service-selects'],
    ['service', 'spec.ports.0.targetPort', 'grpc', 'service-port'],
    ['kustomization', 'resources.0', 'gone.yaml', 'kustomization-complete'],
  ])('%s with %s = %j breaks a rule', (file, path, value, rule) => {
    expect(
      judgeWith(buildServiceManifests(service), file, path, value),
    ).toContain(rule);
  });

  it.each<[string, DocumentValue, string]>([
    ['spec.schedule', '61 6 * * *', 'schedule'],
    ['spec.timeZone', undefined, 'cronjob-bounds'],
    [
      'spec.jobTemplate.spec.template.metadata.annotations',
      undefined,
      'no-sidecar-in-jobs',
    ],
    ['metadata.name', 'a'.repeat(53), 'name-length'],
  ])('a CronJob with %s = %j breaks a rule', (path, value, rule) => {
    expect(judgeWith(buildJobManifests(job), 'cronjob', path, value)).toContain(
      rule,
    );
  });

  it.each<[string, DocumentValue, string]>([
    ['uid', 'a'.repeat(41), 'dashboard-uid'],
    ['title', '', 'dashboard-title'],
    ['schemaVersion', 16, 'dashboard-schema'],
    ['templating.list', [], 'datasource-variable'],
    ['panels.0.targets', [], 'panel-query'],
    ['panels.0.targets.0.expr', ' ', 'panel-query'],
    ['panels.0.datasource.uid', 'PBFA97', 'datasource-variable'],
    ['panels.0.id', 2, 'panel-id'],
  ])('a dashboard with %s = %j breaks a rule', (path, value, rule) => {
    const good = buildDashboard({
      uid: 'p',
      title: 'P',
      tags: [],
      panels: panelsFor({ watched: 'service', namespace: 'd', name: 'p' }),
    });
    const rules = judge([
      { file: 'p.json', content: change(good, path, value) },
    ]).map(finding => finding.rule);
    expect(rules).toContain(rule);
  });

  it.each<[string, DocumentValue, string]>([
    ['metadata.name', 'a'.repeat(64), 'entity-name'],
    ['metadata.name', 'has space', 'entity-name'],
    ['spec.owner', undefined, 'entity-owner'],
  ])('an entity with %s = %j breaks a rule', (path, value, rule) => {
    const good: DocumentObject = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'prices' },
      spec: { owner: 'group:default/a' },
    };
    const rules = (content: DocumentObject) =>
      judge([{ file: 'catalog-info.yaml', content }]).map(found => found.rule);
    expect(rules(good)).toEqual([]);
    expect(rules(change(good, path, value))).toEqual([rule]);
  });

  it('two dashboards with one uid break a rule', () => {
    const good = buildDashboard({ uid: 'p', title: 'P', tags: [], panels: [] });
    expect(
      judge([
        { file: 'a.json', content: good },
        { file: 'b.json', content: good },
      ])[0],
    ).toMatchObject({ rule: 'dashboard-uid', file: 'b.json' });
  });

  it('says file, field and cure', () => {
    const [finding] = judge([
      {
        file: 'job.yaml',
        content: {
          apiVersion: 'batch/v1',
          kind: 'Job',
          metadata: { name: 'j' },
          spec: { template: { spec: { containers: [{ name: 'c' }] } } },
        },
      },
    ]);
    expect(finding).toEqual({
      file: 'job.yaml',
      field: 'spec.template.spec.containers.0.resources.requests.cpu',
      rule: 'resources',
      problem: 'is not set.',
      cure: 'Set resources.requests.cpu, for example 100m.',
    });
  });
});

describe('isPinned', () => {
  it.each([
    ['nginx', false],
    ['nginx:latest', false],
    ['nginx:1.27', true],
    ['host:5000/nginx', false],
    ['host:5000/nginx:1', true],
    [`nginx@sha256:${'a'.repeat(64)}`, true],
  ])('%s: %s', (image, pinned) => {
    expect(isPinned(image)).toBe(pinned);
  });
});

describe('buildWorkflow', () => {
  it('joins tasks, relations and places by code, in minutes and in Quartz', () => {
    const [workflow] = buildWorkflow({
      name: 'w',
      description: 'd',
      schedule: '30 6 * * 1-5',
      steps: [
        { name: 'verify', script: 'a' },
        { name: 'extract', script: 'b' },
      ],
    });
    const places: DocumentValue = JSON.parse(
      String(at(workflow, 'processDefinition.locations')),
    );
    expect([at(places, '0.taskCode'), at(places, '1.taskCode')]).toEqual([
      at(workflow, 'taskDefinitionList.0.code'),
      at(workflow, 'taskDefinitionList.1.code'),
    ]);
    expect(at(workflow, 'processTaskRelationList.0.preTaskCode')).toBe(0);
    expect(at(workflow, 'processTaskRelationList.1.preTaskCode')).toBe(
      at(workflow, 'taskDefinitionList.0.code'),
    );
    expect(at(workflow, 'schedule.crontab')).toBe('0 30 6 ? * 2-6 *');
  });
});
