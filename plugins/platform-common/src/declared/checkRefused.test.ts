import { parseManifestFile } from './parseFile';
import { readObjects } from './readObjects';

const POD = `      containers:
        - name: web
          image: registry.example.com/web:1.0.0
`;

function workload(rest: {
  apiVersion?: string;
  kind?: string;
  selector?: string;
  pod?: string;
}): string {
  const { apiVersion = 'apps/v1', kind = 'Deployment', pod = POD } = rest;
  const { selector = '  selector: { matchLabels: { app: web } }\n' } = rest;
  return `apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: web }
spec:
${selector}  template:
    metadata: { labels: { app: web, tier: front } }
    spec:
${pod}`;
}

const mount = (
  volumes: string,
) => `${POD}          volumeMounts: [{ name: data, mountPath: /data }]
${volumes}`;

const job = (policy: string) => `apiVersion: batch/v1
kind: Job
metadata: { name: once }
spec:
  template:
    spec:
${policy}${POD}`;

const service = (ports: string) => `apiVersion: v1
kind: Service
metadata: { name: web }
spec: { ports: [${ports}] }
`;

const path = (rest: string) => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec: { rules: [{ http: { paths: [{ path: /, ${rest} }] } }] }
`;

const autoscaler = (rest: string) => `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { ${rest} }
`;

function problemsOf(text: string) {
  return readObjects(parseManifestFile('a.yaml', Buffer.from(text))).problems;
}

describe('what an API server refuses', () => {
  const refused: [string, string, number, RegExp][] = [
    [
      'a version that is gone',
      workload({ apiVersion: 'extensions/v1beta1' }),
      1,
      /since 1\.16/,
    ],
    [
      'a version that went later',
      'apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: { name: web }\nspec: { minAvailable: 1 }\n',
      1,
      /since 1\.25/,
    ],
    [
      'a selector that does not match',
      workload({ selector: '  selector: { matchLabels: { app: wbe } }\n' }),
      5,
      /does not match/,
    ],
    ['no selector', workload({ selector: '' }), 4, /has no selector/],
    ['a Job that never ends', job(''), 6, /never ends/],
    [
      'a Job that is always started again',
      job('      restartPolicy: Always\n'),
      7,
      /never ends/,
    ],
    [
      'a Deployment that is not',
      workload({ pod: `      restartPolicy: Never\n${POD}` }),
      9,
      /always started again/,
    ],
    ['a mount of no volume', workload({ pod: mount('') }), 12, /volume data/],
    [
      'two containers of one name',
      workload({ pod: `${POD}        - { name: web, image: a:1 }\n` }),
      12,
      /called web/,
    ],
    [
      'a request above its limit',
      workload({
        pod: `${POD}          resources: { requests: { memory: 2Gi }, limits: { memory: 512Mi } }\n`,
      }),
      12,
      /more memory/,
    ],
    [
      'a label that is none',
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  labels:\n    a: "x y"\n',
      6,
      /label a/,
    ],
    [
      'ports without names',
      service('{ name: a, port: 1 }, { port: 2 }'),
      4,
      /no name/,
    ],
    [
      'a path without its type',
      path('backend: { service: { name: web, port: { number: 80 } } }'),
      4,
      /pathType/,
    ],
    [
      'a backend of old',
      path('pathType: Prefix, backend: { serviceName: web, servicePort: 80 }'),
      4,
      /before v1/,
    ],
    [
      'fewer replicas at most than at least',
      autoscaler('minReplicas: 5, maxReplicas: 2'),
      4,
      /more replicas/,
    ],
    [
      'a budget that says both',
      'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: web }\nspec: { minAvailable: 1, maxUnavailable: 1 }\n',
      4,
      /minAvailable and/,
    ],
  ];
  it.each(refused)('is told where it stands: %s', (_, text, line, message) => {
    expect(problemsOf(text)).toEqual([
      expect.objectContaining({
        kind: 'refused',
        path: 'a.yaml',
        line,
        message: expect.stringMatching(message),
      }),
    ]);
  });

  const fine: [string, string][] = [
    ['a whole workload', workload({})],
    [
      'a part of one, which is a patch',
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { replicas: 3 }\n',
    ],
    [
      'a selector by an expression',
      workload({
        selector:
          '  selector: { matchExpressions: [{ key: app, operator: In, values: [web, api] }] }\n',
      }),
    ],
    ['a Job that ends', job('      restartPolicy: OnFailure\n')],
    [
      'a mount of a volume of the pod',
      workload({
        pod: mount('      volumes: [{ name: data, emptyDir: {} }]\n'),
      }),
    ],
    [
      'a mount of what a template claims',
      workload({
        kind: 'StatefulSet',
        selector:
          '  selector: { matchLabels: { app: web } }\n  volumeClaimTemplates: [{ metadata: { name: data }, spec: {} }]\n',
        pod: mount(''),
      }),
    ],
    [
      'quantities of different units',
      workload({
        pod: `${POD}          resources: { requests: { cpu: 100m, memory: 512Mi }, limits: { cpu: 1, memory: 1Gi } }\n`,
      }),
    ],
    ['one port without a name', service('{ port: 80 }')],
    [
      'the same kind of another group',
      'apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: { name: web }\nspec: { template: { spec: { containers: [{ image: a:1 }] } } }\n',
    ],
    [
      'a version of a custom resource',
      'apiVersion: kafka.strimzi.io/v1beta2\nkind: Kafka\nmetadata: { name: events }\nspec: {}\n',
    ],
    [
      'a bare pod',
      'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { restartPolicy: Never, containers: [{ name: web, image: a:1 }] }\n',
    ],
  ];
  it.each(fine)('is not: %s', (_, text) => {
    expect(problemsOf(text)).toEqual([]);
  });

  it('is no refusal where something is still to be filled in', () => {
    const problems = problemsOf(
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: "${APP}", labels: { app: "${APP}" } }\n',
    );
    expect(problems.map(({ kind }) => kind)).toEqual(['template']);
  });
});
