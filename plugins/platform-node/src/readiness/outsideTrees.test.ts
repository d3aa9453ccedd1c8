/**
 * Trees as other people write them: what a reviewer who knows Kubernetes would call a defect is found, and what only looks like one to
 * somebody who does not is left alone.
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

const RENDERERS = new Renderers({
  kustomize: [['no-such-program']],
  helm: 'no-such-program',
});

function judge(files: Record<string, string>): Promise<FolderJudgement> {
  return judgeFolder({
    root: writeTree(files),
    rules: ALL_RULES,
    level: 'gold',
    now: Date.parse('2026-11-21T12:00:00Z'),
    renderers: RENDERERS,
  });
}

const WEB = {
  'web.yaml': workload('web'),
  'net.yaml': guarded(),
  'svc.yaml': networkService('web'),
};
const LIMITS = '            limits: { cpu: 200m, memory: 128Mi }\n';
const REQUESTS = '            requests: { cpu: 100m, memory: 64Mi }\n';

const env = (text: string) =>
  workload('web', { more: `          env: [${text}]\n` });
const object = (
  apiVersion: string,
  kind: string,
  name: string,
  rest: string,
  namespace = 'shop',
) => `apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: ${name}, namespace: ${namespace} }
${rest}`;
const configMap = (data: string) =>
  object('v1', 'ConfigMap', 'settings', `data:\n${data}`);
const scaler = (name: string, rest: string) =>
  object(
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    name,
    `spec:\n  minReplicas: 2\n  maxReplicas: 5\n  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }\n${rest}`,
  );
const scaled = workload('web').replace('  replicas: 1\n', '');
const budget = object(
  'policy/v1',
  'PodDisruptionBudget',
  'web',
  'spec: { maxUnavailable: 1, selector: { matchLabels: { app: web } } }\n',
);
const policy = (name: string, spec: string) =>
  object('networking.k8s.io/v1', 'NetworkPolicy', name, `spec: ${spec}\n`);
const ingress = (name: string, backend: string, more = '') =>
  object(
    'networking.k8s.io/v1',
    'Ingress',
    name,
    `spec:\n${more}  rules: [{ http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: ${backend}, port: { name: http } } } }] } }]\n`,
  );
const SHARE =
  '  metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } } }]\n';

const alertRule = (annotations: string) =>
  object(
    'monitoring.coreos.com/v1',
    'PrometheusRule',
    'shop-alerts',
    `spec: { groups: [{ name: shop, rules: [{ alert: CheckoutDown, expr: 'up{job="checkout"} == 0', for: 2m, labels: { severity: critical }, annotations: ${annotations} }] }] }\n`,
  );
const CHECKOUT = documents(workload('checkout'), networkService('checkout'));

/** A Job of a workload, with another container beside the work. */
const job = (beside: string, more = '') =>
  workload('migrate')
    .replace('apps/v1', 'batch/v1')
    .replace('kind: Deployment', 'kind: Job')
    .replace('  replicas: 1\n', '')
    .replace('  selector: { matchLabels: { app: migrate } }\n', '')
    .replace(/ {10}(?:ports|readinessProbe|livenessProbe):.*\n/g, '')
    .replace('    spec:\n', `    spec:\n      restartPolicy: Never\n${more}`)
    .replace(
      '      containers:\n',
      `      containers:\n        - name: ${beside}\n          image: gcr.io/sql/cloud-sql-proxy:2.13.0\n          resources: { requests: { cpu: 10m, memory: 32Mi }, limits: { cpu: 50m, memory: 64Mi } }\n          securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, runAsNonRoot: true, capabilities: { drop: [ALL] }, seccompProfile: { type: RuntimeDefault } }\n`,
    );
const CONNECT = object(
  'kafka.strimzi.io/v1beta2',
  'KafkaConnect',
  'connect',
  'spec: { version: 3.9.0, replicas: 1, bootstrapServers: "events-kafka-bootstrap:9093" }\n',
).replace(
  'namespace: shop }',
  'namespace: shop, annotations: { 254carbon.com/owner: shop, 254carbon.com/description: Moves things. } }',
);
const CHART = {
  'charts/analytics/Chart.yaml':
    'apiVersion: v2\nname: analytics\nversion: 1.0.0\n',
  'charts/analytics/templates/a.yaml': 'kind: Deployment # {{ .x }}\n',
};
/** Put together here, so that no file of this repository holds what looks like a password. */
const DRAWN = ['Kq7v', 'N2xR', 't9Lm', '4Zp8'].join('');

describe('defects that a reviewer would find', () => {
  const found: [
    what: string,
    rule: string,
    files: Record<string, string>,
    place: string,
  ][] = [
    [
      'an autoscaler by a share of what nobody asks for',
      'autoscaler-metrics',
      {
        'web.yaml': scaled
          .replace(REQUESTS, '')
          .replace(LIMITS, '')
          .replace('          resources:\n', ''),
        'hpa.yaml': documents(scaler('web', SHARE), budget),
      },
      'hpa.yaml:1',
    ],
    [
      'two autoscalers of one workload',
      'autoscaler-not-fought',
      {
        'web.yaml': scaled,
        'hpa.yaml': documents(
          scaler('web', SHARE),
          object(
            'keda.sh/v1alpha1',
            'ScaledObject',
            'web',
            'spec: { minReplicaCount: 2, scaleTargetRef: { name: web }, triggers: [] }\n',
          ),
          budget,
        ),
      },
      'hpa.yaml:1',
    ],
    [
      'an alert that says nothing of what to do',
      'alert-runbook-named',
      {
        'checkout.yaml': CHECKOUT,
        'rules.yaml': alertRule('{ summary: It is down. }'),
      },
      'rules.yaml:4',
    ],
    [
      'an object of KEDA that scales nothing',
      'autoscaler-target',
      {
        'so.yaml': object(
          'keda.sh/v1alpha1',
          'ScaledObject',
          'web',
          'spec: { scaleTargetRef: { name: wbe }, triggers: [] }\n',
        ),
      },
      'so.yaml:1',
    ],
    [
      'a port of a Service by a name that no container has',
      'service-has-endpoints',
      {
        'svc.yaml': networkService('web').replace(
          'targetPort: http',
          'targetPort: web',
        ),
      },
      'svc.yaml:1',
    ],
    [
      'a key that the ConfigMap does not have',
      'references-exist',
      {
        'web.yaml': env(
          '{ name: MODE, valueFrom: { configMapKeyRef: { name: settings, key: modus } } }',
        ),
        'cm.yaml': configMap('  mode: fast\n'),
      },
      'web.yaml:1',
    ],
    [
      'a key that the Secret of the tree does not have',
      'references-exist',
      {
        'web.yaml': env(
          '{ name: PW, valueFrom: { secretKeyRef: { name: db, key: pasword } } }',
        ),
        's.yaml': object(
          'v1',
          'Secret',
          'db',
          'stringData: { password: "ENC[AES256_GCM,data:4B==,iv:a=,tag:b=,type:str]" }\nsops: { version: 3.8.1 }\n',
        ),
      },
      'web.yaml:1',
    ],
    [
      'an account that is not there, where others are written',
      'references-exist',
      {
        'web.yaml': workload('web', {
          spec: '      serviceAccountName: wbe\n',
        }),
        'sa.yaml': object('v1', 'ServiceAccount', 'web', ''),
      },
      'web.yaml:1',
    ],
    [
      'a policy that lets everything in voids the one that denies',
      'default-deny',
      {
        'open.yaml': policy(
          'open',
          '{ podSelector: {}, policyTypes: [Ingress], ingress: [{}] }',
        ),
      },
      'web.yaml:1',
    ],
    [
      'a weekday that Kubernetes does not have',
      'schedule-valid',
      {
        'cron.yaml': object(
          'batch/v1',
          'CronJob',
          'ingest',
          'spec: { schedule: "0 6 * * 7", jobTemplate: { spec: { template: { metadata: { labels: { app: ingest } }, spec: { restartPolicy: OnFailure, containers: [{ name: run, image: "a:1" }] } } } } }\n',
        ),
      },
      'cron.yaml:1',
    ],
    [
      'root by its number',
      'run-as-non-root',
      {
        'web.yaml': workload('web').replace(
          'runAsNonRoot: true',
          'runAsNonRoot: true\n            runAsUser: 0',
        ),
      },
      'web.yaml:1',
    ],
    [
      'every account of the namespace may do everything',
      'no-cluster-admin',
      {
        'rbac.yaml': documents(
          'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: all }\nrules: [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }]\n',
          'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: { name: all }\nroleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: all }\nsubjects: [{ kind: Group, name: "system:serviceaccounts:shop" }]\n',
        ),
      },
      'rbac.yaml:6',
    ],
    [
      'a probe of a port that is not there',
      'probes-set',
      {
        'web.yaml': workload('web').replace(
          'path: /ready, port: http',
          'path: /ready, port: web',
        ),
      },
      'web.yaml:1',
    ],
    [
      'an image that is not pinned, in a Rollout of Argo',
      'image-pinned',
      {
        'r.yaml': workload('red', { image: 'nginx:latest' }).replace(
          'apps/v1\nkind: Deployment',
          'argoproj.io/v1alpha1\nkind: Rollout',
        ),
      },
      'r.yaml:1',
    ],
    [
      'a ConfigMap that is not there, beside a certificate and a topic of its beginning',
      'references-exist',
      {
        'web.yaml': workload('web', {
          more: '          envFrom: [{ configMapRef: { name: web-settings } }]\n',
        }),
        'c.yaml': documents(
          object(
            'cert-manager.io/v1',
            'Certificate',
            'web',
            'spec: { secretName: web-tls }\n',
          ),
          object(
            'kafka.strimzi.io/v1beta2',
            'KafkaTopic',
            'web',
            'spec: { partitions: 1 }\n',
          ),
        ),
      },
      'web.yaml:1',
    ],
    [
      'a sidecar that keeps a Job from ending',
      'sidecars-let-jobs-end',
      { 'job.yaml': job('proxy') },
      'job.yaml:1',
    ],
    [
      'a password among the values of a chart that nobody rendered',
      'no-credential-in-manifest',
      {
        ...CHART,
        'charts/analytics/values-prod.yaml': `catalogs:\n  sales: |\n    connection-password=${DRAWN}\n`,
      },
      'charts/analytics/values-prod.yaml:3',
    ],
    [
      'a password behind a variable of Spring',
      'no-credential-in-configmap',
      {
        'cm.yaml': configMap(
          '  application.yaml: |\n    spring:\n      datasource:\n        password: ${DB_PASSWORD:hunter2-and-more}\n',
        ),
      },
      'cm.yaml:1',
    ],
  ];
  it.each(found)('%s (%s)', async (_, rule, files, place) => {
    const { failing, verdicts } = await judge({ ...WEB, ...files });
    const own = failing.filter(one => one.rule === rule);
    expect(
      own.flatMap(({ objects }) =>
        objects.map(({ file, line }) => `${file}:${line}`),
      ),
    ).toContain(place);
    expect(
      verdicts.filter(one => one.verdict === 'fail').length,
    ).toBeGreaterThan(0);
  });
});

describe('what a reviewer would let pass', () => {
  const sealed = object(
    'bitnami.com/v1alpha1',
    'SealedSecret',
    'db',
    'spec: { encryptedData: { password: AgBy3i4OJSWK+PiTySYZZA9rO43cGDEq, token: AgCtr8OJSWK } }\n',
  );
  const external = object(
    'external-secrets.io/v1',
    'ExternalSecret',
    'db',
    'spec:\n  secretStoreRef: { name: vault, kind: ClusterSecretStore }\n  target: { name: db, template: { data: { url: "postgres://app:{{ .password }}@db/app" } } }\n  data:\n    - { secretKey: password, remoteRef: { key: prod/db, property: password } }\n',
  );
  const fine: [what: string, files: Record<string, string>][] = [
    [
      'limits that are the requests too',
      { 'web.yaml': workload('web').replace(REQUESTS, '') },
    ],
    ['a sealed Secret', { 's.yaml': sealed }],
    ['a Secret from outside, with its keys by name', { 's.yaml': external }],
    [
      'a Secret that SOPS has enciphered',
      {
        'web.yaml': workload('web', {
          more: '          envFrom: [{ secretRef: { name: db } }]\n',
        }),
        's.yaml': object(
          'v1',
          'Secret',
          'db',
          'stringData: { password: "ENC[AES256_GCM,data:4B==,iv:a=,tag:b=,type:str]" }\nsops: { version: 3.8.1 }\n',
        ),
      },
    ],
    [
      'variables where passwords will stand',
      {
        'cm.yaml': configMap(
          '  application.yaml: |\n    datasource:\n      url: postgres://app:${DB_PASSWORD}@db/app\n      password: ${DB_PASSWORD}\n  REQUIRE_TOKEN: "true"\n  grafana.ini: |\n    admin_password = $__file{/etc/secrets/password}\n',
        ),
      },
    ],
    [
      'digests by which pods are made anew, and switches about credentials',
      {
        'web.yaml': workload('web', {
          more: '          args: [--use-service-account-credentials=true]\n',
        }).replace(
          'metadata: { labels: { app: web } }',
          'metadata: { labels: { app: web }, annotations: { checksum/secret: e3b0c44298fc1c149afbf4c8996fb924 } }',
        ),
      },
    ],
    [
      'the name of a Secret in an annotation',
      {
        'in.yaml': ingress(
          'web',
          'web',
          '  ingressClassName: nginx\n  tls: [{ secretName: web-tls }]\n',
        ).replace(
          'namespace: shop',
          'namespace: shop, annotations: { nginx.ingress.kubernetes.io/auth-secret: basic-auth }',
        ),
      },
    ],
    [
      'a key named beside its Secret, as Strimzi does',
      {
        'k.yaml': object(
          'kafka.strimzi.io/v1beta2',
          'KafkaConnect',
          'connect',
          'spec: { authentication: { type: plain, username: app, passwordSecret: { secretName: connect, password: password.txt } } }\n',
        ),
      },
    ],
    [
      'an account that something outside makes',
      {
        'web.yaml': workload('web', {
          spec: '      serviceAccountName: web\n',
        }),
      },
    ],
    [
      'a ConfigMap that something fills',
      {
        'web.yaml': env(
          '{ name: CA, valueFrom: { configMapKeyRef: { name: settings, key: ca.crt } } }',
        ),
        'cm.yaml': object('v1', 'ConfigMap', 'settings', ''),
      },
    ],
    [
      'a key of binary data',
      {
        'web.yaml': env(
          '{ name: B, valueFrom: { configMapKeyRef: { name: settings, key: b } } }',
        ),
        'cm.yaml': object(
          'v1',
          'ConfigMap',
          'settings',
          'data: { a: x }\nbinaryData: { b: AAAA }\n',
        ),
      },
    ],
    [
      'load balancers of their own for two Ingresses without a host',
      {
        'api.yaml': documents(workload('api'), networkService('api')),
        'in.yaml': documents(
          ingress('web', 'web', '  ingressClassName: alb\n'),
          ingress('api', 'api', '  ingressClassName: alb\n'),
        ).replaceAll(
          'namespace: shop }\nspec:\n  ingress',
          'namespace: shop, annotations: { alb.ingress.kubernetes.io/certificate-arn: a, 254carbon.com/criticality: low } }\nspec:\n  ingress',
        ),
      },
    ],
    [
      'an image that a tool fills in',
      { 'web.yaml': workload('web', { image: '"${REGISTRY}/web:${TAG}"' }) },
    ],
    [
      'a port by its number that nobody declares',
      {
        'svc.yaml': networkService('web').replace(
          'targetPort: http',
          'targetPort: 9999',
        ),
      },
    ],
    [
      'an autoscaler by an average value',
      {
        'web.yaml': scaled.replace(REQUESTS, REQUESTS),
        'hpa.yaml': documents(
          scaler(
            'web',
            '  metrics: [{ type: Pods, pods: { metric: { name: queue }, target: { type: AverageValue, averageValue: 10 } } }]\n',
          ),
          budget,
        ),
      },
    ],
    [
      'a Service of an operator with a name of its own',
      {
        't.yaml': object(
          'minio.min.io/v2',
          'Tenant',
          'lake',
          'spec: { pools: [] }\n',
        ),
        'in.yaml': ingress(
          'lake',
          'minio',
          '  ingressClassName: nginx\n  tls: [{ secretName: a }]\n',
        ),
      },
    ],
    [
      'a Service that a release of Flux brings',
      {
        'hr.yaml': object(
          'helm.toolkit.fluxcd.io/v2',
          'HelmRelease',
          'api',
          'spec: { chart: { spec: { chart: api } } }\n',
        ),
        'in.yaml': ingress(
          'api',
          'api',
          '  ingressClassName: nginx\n  tls: [{ secretName: a }]\n',
        ),
      },
    ],
    [
      'a Service that an operator of a catalog brings',
      {
        'sub.yaml': object(
          'operators.coreos.com/v1alpha1',
          'Subscription',
          'api',
          'spec: { name: api, channel: stable }\n',
        ),
        'in.yaml': ingress(
          'api',
          'api',
          '  ingressClassName: nginx\n  tls: [{ secretName: a }]\n',
        ),
      },
    ],
    [
      'a container that the mesh writes',
      {
        'gw.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: gateway
  namespace: shop
  annotations: { 254carbon.com/owner: shop, 254carbon.com/description: The way in. }
spec:
  selector: { matchLabels: { app: gateway } }
  template:
    metadata: { labels: { app: gateway }, annotations: { inject.istio.io/templates: gateway } }
    spec: { containers: [{ name: istio-proxy, image: auto }] }
`,
      },
    ],
    [
      'TLS that the load balancer ends',
      {
        'in.yaml': ingress('web', 'web', '  ingressClassName: alb\n')
          .replace(
            'namespace: shop }',
            `namespace: shop, annotations: { alb.ingress.kubernetes.io/listen-ports: '[{"HTTPS":443}]' } }`,
          )
          .replace('rules: [{ http', 'rules: [{ host: web.example.com, http'),
      },
    ],
    [
      'a monitor that looks into a namespace that is not written here',
      {
        'm.yaml': object(
          'monitoring.coreos.com/v1',
          'ServiceMonitor',
          'web',
          'spec: { endpoints: [{ port: http }], namespaceSelector: { matchNames: [other] }, selector: { matchLabels: { app: other } } }\n',
        ),
      },
    ],
    [
      'a pod that is sent to nodes of Windows, as a user of theirs',
      {
        'win.yaml': workload('win', {
          spec: '      nodeSelector: { kubernetes.io/os: windows }\n      securityContext: { windowsOptions: { runAsUserName: ContainerUser } }\n',
        }).replace(
          /runAsNonRoot: true|readOnlyRootFilesystem: true|capabilities: \{ drop: \[ALL\] \}|seccompProfile: .*|allowPrivilegeEscalation: false/g,
          '# not there',
        ),
      },
    ],
    [
      'settings whose empty password is followed by another section',
      {
        'web.yaml': workload('web', {
          more: '          envFrom: [{ configMapRef: { name: settings } }]\n',
        }),
        'cm.yaml': configMap(
          '  app.cfg: |\n    [core]\n    fernet_key =\n    [database]\n    conn_cmd = cat /secrets/db\n',
        ),
      },
    ],
    [
      'a sidecar that is told when the work is done',
      {
        'job.yaml': job('proxy').replace(
          'image: registry',
          'command: [sh, -c, "migrate; curl -X POST localhost:9091/quitquitquit"]\n          image: registry',
        ),
      },
    ],
    [
      'a sidecar that Kubernetes ends',
      {
        'job.yaml': job('proxy').replace(
          /( {6})containers:\n([\s\S]*?)( {8}- name: migrate)/,
          '$1initContainers:\n$2          restartPolicy: Always\n$1containers:\n$3',
        ),
      },
    ],
    [
      'values of a chart that name where a password is',
      {
        ...CHART,
        'charts/analytics/values.yaml':
          'auth:\n  existingSecret: analytics-db\n  password: ""\ncatalogs:\n  lake: |\n    s3.aws-secret-key=${ENV:S3_SECRET}\n',
      },
    ],
    [
      "an operator's pods, whose labels a policy may go by",
      {
        'connect.yaml': CONNECT,
        'allow.yaml': policy(
          'connect',
          '{ podSelector: { matchLabels: { strimzi.io/cluster: connect } }, policyTypes: [Ingress, Egress], ingress: [{}], egress: [{}] }',
        ),
      },
    ],
    [
      'a Secret whose values are filled in when it is applied',
      {
        'web.yaml': workload('web', {
          more: '          envFrom: [{ secretRef: { name: db } }]\n',
        }),
        's.yaml': object(
          'v1',
          'Secret',
          'db',
          'stringData: { password: "${DB_PASSWORD}", user: "" }\n',
        ),
      },
    ],
    [
      'a gap in the place of a password',
      { 'web.yaml': env('{ name: ADMIN_PASSWORD, value: "<set-me>" }') },
    ],
    [
      'an alert whose runbook lies on a site of runbooks',
      {
        'checkout.yaml': CHECKOUT,
        'rules.yaml': alertRule(
          '{ runbook_url: "https://runbooks.example.org/runbooks/shop/web" }',
        ),
      },
    ],
    [
      'TLS that a Gateway of another repository may end',
      {
        'route.yaml': object(
          'gateway.networking.k8s.io/v1',
          'HTTPRoute',
          'web',
          'spec: { parentRefs: [{ name: edge, namespace: infra }], hostnames: [shop.example.com], rules: [{ backendRefs: [{ name: web, port: 80 }] }] }\n',
        ),
      },
    ],
    [
      'a pod of Windows',
      {
        'win.yaml': workload('win', {
          spec: '      os: { name: windows }\n',
        }).replace(
          /readOnlyRootFilesystem: true|capabilities: \{ drop: \[ALL\] \}|seccompProfile: .*|allowPrivilegeEscalation: false/g,
          '# not there',
        ),
      },
    ],
  ];
  it.each(fine)('%s', async (_, files) => {
    const { failing, broken } = await judge({ ...WEB, ...files });
    expect(
      failing.map(
        ({ rule, entity, summary }) => `${entity} ${rule}: ${summary}`,
      ),
    ).toEqual([]);
    expect(broken).toEqual([]);
  });
});
