/**
 * What a folder is judged as, for trees that nobody has seen: planted defects are found where they stand, and what only looks like one is left
 * alone. A false alarm is as bad as a defect that is missed.
 */
import { ALL_RULES } from '@254carbon/backstage-plugin-platform-common';
import { Renderers } from '../manifests/Renderers';
import {
  documents,
  guarded,
  networkService,
  removeTrees,
  workload,
  writeTree,
} from './__fixtures__/writeTree';
import { judgeFolder } from './judgeFolder';
import { FolderJudgement } from './types';

afterEach(removeTrees);

const NOW = Date.parse('2026-11-21T12:00:00Z');
/** No program of this machine changes what a test sees. */
const RENDERERS = new Renderers({
  kustomize: [['no-such-program']],
  helm: 'no-such-program',
});

function judge(files: Record<string, string>): Promise<FolderJudgement> {
  return judgeFolder({
    root: writeTree(files),
    rules: ALL_RULES,
    level: 'gold',
    now: NOW,
    renderers: RENDERERS,
  });
}

/** What a rule says of a service. */
function said({ verdicts }: FolderJudgement, rule: string, service: string) {
  const line = verdicts.find(
    one => one.rule === rule && one.entity.endsWith(`/${service}`),
  );
  if (!line) throw new Error(`${rule} has not judged ${service}.`);
  return line;
}

const failures = ({ failing }: FolderJudgement) =>
  failing.map(({ rule, entity, summary }) => `${entity} ${rule}: ${summary}`);

const hpa = (name: string, target: string) => `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: ${name}, namespace: shop }
spec:
  minReplicas: 2
  maxReplicas: 5
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: ${target} }
`;
const pdb = (
  name: string,
  app: string,
  spec = 'maxUnavailable: 1',
) => `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: ${name}, namespace: shop }
spec:
  ${spec}
  selector: { matchLabels: { app: ${app} } }
`;
const ingress = (
  name: string,
  backend: string,
  port = 'name: http',
) => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, namespace: shop }
spec:
  ingressClassName: nginx
  tls: [{ hosts: [${name}.example.com], secretName: ${name}-tls }]
  rules:
    - host: ${name}.example.com
      http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: ${backend}, port: { ${port} } } } }] }
`;

const WEB = {
  'web.yaml': workload('web'),
  'net.yaml': guarded(),
  'svc.yaml': networkService('web'),
};

describe('a tree with nothing wrong', () => {
  it('fails nothing, and does not know what only a cluster tells', async () => {
    const judgement = await judge(WEB);
    expect(failures(judgement)).toEqual([]);
    for (const rule of [
      'workload-available',
      'no-crash-loops',
      'image-pullable',
      'pods-scheduled',
      'no-drift',
    ])
      expect(said(judgement, rule, 'web')).toMatchObject({
        verdict: 'unknown',
      });
    expect(said(judgement, 'image-pinned', 'web')).toMatchObject({
      verdict: 'pass',
      objects: [
        {
          kind: 'Deployment',
          namespace: 'shop',
          name: 'web',
          file: 'web.yaml',
          line: 1,
        },
      ],
    });
  });
});

describe('defects', () => {
  const found: [string, string, Record<string, string>, string][] = [
    [
      'image-pinned',
      'web',
      { 'web.yaml': workload('web', { image: 'nginx:latest' }) },
      'web.yaml:1',
    ],
    [
      'no-literal-credentials',
      'web',
      {
        'web.yaml': workload('web', {
          more: '          env: [{ name: DB_PASSWORD, value: hunter2-and-more }]\n',
        }),
      },
      'web.yaml:1',
    ],
    [
      'disruption-budget',
      'web',
      { 'web.yaml': workload('web', { replicas: 3 }) },
      'web.yaml:1',
    ],
    [
      'disruption-budget',
      'web',
      {
        'web.yaml': workload('web', { replicas: 3 }),
        'pdb.yaml': pdb('web', 'web', 'minAvailable: 3'),
      },
      'pdb.yaml:1',
    ],
    [
      'budget-selects-pods',
      'web',
      { 'pdb.yaml': pdb('web', 'wbe') },
      'pdb.yaml:1',
    ],
    [
      'autoscaler-target',
      'web',
      { 'hpa.yaml': hpa('web', 'web-server') },
      'hpa.yaml:1',
    ],
    [
      'ingress-backend',
      'web',
      { 'in.yaml': ingress('web', 'web', 'number: 8443') },
      'in.yaml:1',
    ],
    [
      'ingress-backend',
      'web',
      { 'in.yaml': ingress('web', 'web-frontend') },
      'in.yaml:1',
    ],
    [
      'service-has-endpoints',
      'web',
      { 'svc.yaml': networkService('web', 'wbe') },
      'svc.yaml:1',
    ],
    [
      'references-exist',
      'web',
      {
        'web.yaml': workload('web', {
          more: '          envFrom: [{ configMapRef: { name: web-settings } }]\n',
        }),
      },
      'web.yaml:1',
    ],
    ['default-deny', 'web', { 'net.yaml': '' }, 'web.yaml:1'],
    [
      'autoscaler-not-fought',
      'web',
      {
        'web.yaml': workload('web', { replicas: 3 }),
        'hpa.yaml': hpa('web', 'web'),
        'pdb.yaml': pdb('web', 'web'),
      },
      'web.yaml:1',
    ],
    [
      'host-unique',
      'web',
      {
        'api.yaml': documents(workload('api'), networkService('api')),
        'in.yaml': documents(
          ingress('web', 'web'),
          ingress('web', 'api').replace('name: web,', 'name: api,'),
        ),
      },
      'in.yaml:1',
    ],
  ];
  it.each(found)(
    '%s of %s is found where it stands (%#)',
    async (rule, service, files, place) => {
      const judgement = await judge({ ...WEB, ...files });
      const line = said(judgement, rule, service);
      expect(line).toMatchObject({
        verdict: 'fail',
        remedy: { text: expect.any(String) },
      });
      expect(
        line.objects.map(({ file, line: at }) => `${file}:${at}`),
      ).toContain(place);
      // A credential of a container is one of its manifest too.
      const others = judgement.failing.filter(
        one => one.rule !== rule && one.rule !== 'no-credential-in-manifest',
      );
      expect(others.map(one => `${one.rule} ${one.summary}`)).toEqual([]);
    },
  );

  it('a CronJob that does nothing, at a time that there is not', async () => {
    const cron = `apiVersion: batch/v1
kind: CronJob
metadata: { name: ingest, namespace: shop }
spec:
  schedule: "0 30 6 * * ? *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: OnFailure
          containers:
            - name: run
              image: registry.example.com/run:1.0.0
              command: [sh, -c, "# to be written"]
`;
    const judgement = await judge({ 'cron.yaml': cron });
    expect(said(judgement, 'schedule-valid', 'ingest').verdict).toBe('fail');
    expect(said(judgement, 'steps-act', 'ingest').verdict).toBe('fail');
    expect(said(judgement, 'cron-jobs-succeed', 'ingest').verdict).toBe(
      'unknown',
    );
  });

  it('volumes that no schedule of the tree takes', async () => {
    const db = workload('db', { kind: 'StatefulSet' }).replace(
      'spec:\n  replicas',
      'spec:\n  volumeClaimTemplates: [{ metadata: { name: data }, spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } } }]\n  replicas',
    );
    const schedule = (namespace: string) => `apiVersion: velero.io/v1
kind: Schedule
metadata: { name: daily, namespace: velero }
spec: { schedule: "0 1 * * *", template: { includedNamespaces: [${namespace}], ttl: 720h } }
`;
    const missed = await judge({
      ...WEB,
      'db.yaml': db,
      'b.yaml': schedule('other'),
    });
    expect(said(missed, 'backup-covers', 'db').verdict).toBe('fail');
    const covered = await judge({
      ...WEB,
      'db.yaml': db,
      'b.yaml': schedule('shop'),
    });
    expect(said(covered, 'backup-covers', 'db').verdict).toBe('pass');
    expect(said(covered, 'backup-recent', 'db').verdict).toBe('unknown');
    expect(said(covered, 'restore-proven', 'db').verdict).toBe('unknown');
    const silent = await judge({ ...WEB, 'db.yaml': db });
    expect(said(silent, 'backup-covers', 'db').verdict).toBe('unknown');
  });
});

describe('what only looks like a defect', () => {
  const KAFKA = `apiVersion: kafka.strimzi.io/v1beta2
kind: Kafka
metadata: { name: events, namespace: shop }
spec: { kafka: { replicas: 3 }, zookeeper: { replicas: 3 } }
`;
  const chart = {
    'charts/api/Chart.yaml': 'apiVersion: v2\nname: api\nversion: 1.0.0\n',
    'charts/api/templates/a.yaml': 'kind: Deployment # {{ .Release.Name }}\n',
  };
  const alike: [string, Record<string, string>][] = [
    [
      'pods that an operator makes',
      {
        'kafka.yaml': KAFKA,
        'pdb.yaml': pdb('events-kafka', 'events-kafka'),
        'in.yaml': ingress('web-events', 'events-kafka-bootstrap'),
      },
    ],
    [
      'a target in a chart that is not rendered',
      {
        ...chart,
        'hpa.yaml': hpa('web-api', 'web-api'),
        'in.yaml': ingress('web-api', 'web-api'),
      },
    ],
    [
      'a target that an application brings from another repository',
      {
        'app.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: api, namespace: argocd }
spec:
  destination: { namespace: shop, server: https://kubernetes.default.svc }
  source: { repoURL: https://charts.example.com, chart: api, targetRevision: 1.0.0 }
`,
        'hpa.yaml': hpa('web-api', 'web-api'),
      },
    ],
    [
      'scaled to zero on purpose',
      {
        'old.yaml': workload('old', { replicas: 0 }),
        'svc2.yaml': networkService('old'),
      },
    ],
    [
      'an agent on every node',
      {
        'agent.yaml': workload('agent', {
          kind: 'DaemonSet',
          namespace: 'kube-system',
        }),
        'net2.yaml': guarded('kube-system'),
      },
    ],
    [
      'replicas that an autoscaler keeps',
      {
        'web.yaml': workload('web').replace('  replicas: 1\n', ''),
        'hpa.yaml': hpa('web', 'web'),
        'pdb.yaml': pdb('web', 'web', 'minAvailable: 1'),
      },
    ],
    [
      'limits that the namespace gives',
      {
        'web.yaml': workload('web').replace(/ +resources:\n.*\n.*\n/, ''),
        'range.yaml': `apiVersion: v1
kind: LimitRange
metadata: { name: defaults, namespace: shop }
spec: { limits: [{ type: Container, default: { cpu: 500m, memory: 256Mi } }] }
`,
      },
    ],
    [
      'a ConfigMap that every namespace has',
      {
        'web.yaml': workload('web', {
          spec: '      volumes: [{ name: ca, configMap: { name: kube-root-ca.crt } }]\n',
        }),
      },
    ],
    [
      'a Secret that a manager makes',
      {
        'web.yaml': workload('web', {
          more: '          envFrom: [{ secretRef: { name: web } }]\n',
        }),
        'es.yaml': `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: web, namespace: shop }
spec: { target: { name: web } }
`,
      },
    ],
    [
      'a namespace of which only a part is written here',
      {
        'in.yaml': ingress('web', 'web').replace(
          'namespace: shop',
          'namespace: elsewhere',
        ),
      },
    ],
    [
      'policies that a policy makes',
      {
        'net.yaml': `apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: { name: add-networkpolicy }
spec: { rules: [{ name: deny, match: { any: [{ resources: { kinds: [Namespace] } }] }, generate: { apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, name: default-deny } }] }
`,
      },
    ],
  ];
  it.each(alike)('%s', async (_, files) => {
    expect(failures(await judge({ ...WEB, ...files }))).toEqual([]);
  });

  it('a target made elsewhere is not known, and says why', async () => {
    const judgement = await judge({
      ...WEB,
      ...chart,
      'hpa.yaml': hpa('web', 'web-api'),
    });
    expect(said(judgement, 'autoscaler-target', 'web').verdict).toBe('unknown');
    expect(judgement.notRendered).toMatchObject([
      { kind: 'chart', path: 'charts/api' },
    ]);
  });
});

describe('what belongs to no service', () => {
  const strays: [string, Record<string, string>, string][] = [
    ['autoscaler-target', { 'x.yaml': hpa('scaler', 'gone') }, 'x.yaml:1'],
    ['ingress-backend', { 'x.yaml': ingress('portal', 'gone') }, 'x.yaml:1'],
    [
      'service-has-endpoints',
      { 'x.yaml': networkService('lonely', 'gone') },
      'x.yaml:1',
    ],
    ['budget-selects-pods', { 'x.yaml': pdb('keeper', 'gone') }, 'x.yaml:1'],
    [
      'no-credential-in-manifest',
      {
        'docs/report.md':
          '# Report\n\nThe key of EIA:\n\n    EIA_API_KEY=k7Qp2mZx9LrT4vBn8sWc1dYf6hJg3aEu\n',
      },
      'docs/report.md:5',
    ],
    [
      'no-credential-in-manifest',
      {
        'x.yaml':
          'apiVersion: v1\nkind: Secret\nmetadata: { name: x, namespace: shop }\nstringData: { password: not-for-git }\n',
      },
      'x.yaml:1',
    ],
    [
      'argo-source-exists',
      {
        'apps/a/x.yaml':
          'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x, namespace: shop }\n',
        'x.yaml': ['apps/a', 'apps/b']
          .map(
            path => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: ${path.replace('/', '-')}, namespace: argocd }
spec:
  destination: { namespace: shop, server: https://kubernetes.default.svc }
  source: { repoURL: https://git.example.com/deploy.git, path: ${path}, targetRevision: main }
`,
          )
          .join('---\n'),
      },
      'x.yaml:8',
    ],
  ];
  it.each(strays)('%s is found too', async (rule, files, place) => {
    const judgement = await judge({ ...WEB, ...files });
    expect(judgement.failing.map(line => line.rule)).toEqual([rule]);
    expect(judgement.failing[0].entity).toBe('resource:default/tree-rest');
    expect(
      judgement.failing[0].objects.map(({ file, line }) => `${file}:${line}`),
    ).toEqual([place]);
  });
  it('is left alone where something else may bring what it means', async () => {
    const chart = {
      'c/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n',
      'c/templates/a.yaml': '{{ x }}',
    };
    for (const [rule, files] of strays.slice(0, 4)) {
      const judgement = await judge({ ...WEB, ...files, ...chart });
      expect({ rule, failing: failures(judgement) }).toEqual({
        rule,
        failing: [],
      });
    }
  });
});

describe('a tree that holds the same platform several times', () => {
  it('is judged for each, and nothing of one is missed in the other', async () => {
    const files = (env: string, image: string) => ({
      [`envs/${env}/web/web.yaml`]: workload('web', { image }),
      [`envs/${env}/web/svc.yaml`]: networkService('web'),
      [`envs/${env}/net/net.yaml`]: guarded(),
      [`envs/${env}/net/in.yaml`]: ingress('web', 'web'),
    });
    const judgement = await judge({
      ...files('production', 'registry.example.com/web:latest'),
      ...files('staging', 'registry.example.com/web:1.0.0'),
    });
    expect(judgement.failing).toMatchObject([
      {
        rule: 'image-pinned',
        objects: [{ file: 'envs/production/web/web.yaml', line: 1 }],
      },
    ]);
    const other = await judge({
      ...files('production', 'registry.example.com/web:1.0.0'),
      ...files('staging', 'registry.example.com/web:latest'),
    });
    expect(other.failing).toMatchObject([
      {
        rule: 'image-pinned',
        objects: [{ file: 'envs/staging/web/web.yaml', line: 1 }],
      },
    ]);
  });
});
