import {
  defects,
  edit,
  lookAlikes,
  main,
  podsOf,
  template,
  unknowables,
  written,
} from '../../benchmark/__fixtures__/plant';
import { without } from '../../benchmark/__fixtures__/platform';
import {
  container,
  hoursAgo,
  make,
} from '../../benchmark/__fixtures__/objects';

type P = Parameters<typeof edit>[0];
const security = (p: P, name = 'trino') =>
  main(p, `data/${name}`).securityContext as never as Record<string, unknown>;
const policy = (
  name: string,
  validate: object,
  match: object = { any: [{ resources: { kinds: ['Pod'] } }] },
  rest: object = {},
) =>
  make('kyverno.io/v1', 'ClusterPolicy', name, {
    spec: {
      validationFailureAction: 'Enforce',
      rules: [{ name: 'rule', match, validate, ...rest }],
    },
  });
const binding = (name: string, subject: object) =>
  make('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', name, {
    roleRef: { kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [subject],
  });
const declare = (
  p: P,
  object: ReturnType<typeof make>,
  path = 'apps/secret.yaml',
) => {
  p.tree = {
    ...p.tree,
    objects: [
      ...p.tree.objects,
      { object, origin: { source: 'platform', path, line: 7 }, redacted: [] },
    ],
  };
};
const secretRef = (p: P) => {
  main(p, 'data/trino').envFrom = [
    { secretRef: { name: 'trino-secret' } },
  ] as never;
};

/** A README with a key in it, beside the manifest of a Deployment. */
function keyBeside(p: Parameters<typeof edit>[0], name: string): void {
  const origin = { source: 'platform', path: `apps/${name}/app.yaml`, line: 1 };
  p.tree = {
    ...p.tree,
    objects: p.tree.objects.map(one =>
      one.object.kind === 'Deployment' && one.object.metadata.name === name
        ? { ...one, origin }
        : one,
    ),
    artefacts: [
      ...p.tree.artefacts,
      {
        kind: 'credential',
        name: `apps/${name}/README.md:3`,
        origin: { ...origin, path: `apps/${name}/README.md`, line: 3 },
        details: { what: 'key' },
      },
    ],
  };
}

/** Cases of security, written before its rules. */
export const SECURITY = [
  ...defects(
    [
      'run-as-non-root',
      'trino',
      'It may run as root.',
      p => {
        delete security(p).runAsNonRoot;
      },
    ],
    [
      'run-as-non-root',
      'orders',
      'It runs as user 0.',
      p => {
        security(p, 'orders').runAsUser = 0;
        security(p, 'orders').runAsNonRoot = false;
      },
    ],
    [
      'read-only-root',
      'trino',
      'It can write over its own program.',
      p => {
        security(p).readOnlyRootFilesystem = false;
      },
    ],
    [
      'no-privilege-escalation',
      'trino',
      'It may gain rights.',
      p => {
        delete security(p).allowPrivilegeEscalation;
      },
    ],
    [
      'no-privilege-escalation',
      'orders',
      'It is privileged.',
      p => {
        security(p, 'orders').privileged = true;
      },
    ],
    [
      'capabilities-dropped',
      'trino',
      'It keeps the default capabilities.',
      p => {
        delete security(p).capabilities;
      },
    ],
    [
      'capabilities-dropped',
      'orders',
      'It drops one and keeps the rest.',
      p => {
        security(p, 'orders').capabilities = { drop: ['NET_RAW'] };
      },
    ],
    [
      'capabilities-dropped',
      'trino',
      'It drops all, and takes back the one that is as good as all.',
      p => {
        security(p).capabilities = { drop: ['ALL'], add: ['SYS_ADMIN'] };
      },
    ],
    [
      'run-as-non-root',
      'trino',
      'It is not to run as root, and to run as user 0: it does not start.',
      p => {
        security(p).runAsUser = 0;
      },
    ],
    [
      'seccomp-set',
      'trino',
      'No seccomp profile.',
      p => {
        delete security(p).seccompProfile;
      },
    ],
    [
      'cluster-policies-hold',
      'trino',
      'A policy of the cluster wants a label that its pods do not have.',
      p => {
        p.objects.push(
          policy(
            'require-team',
            { pattern: { metadata: { labels: { team: '?*' } } } },
            { any: [{ resources: { kinds: ['Pod'], namespaces: ['data'] } }] },
          ),
        );
      },
      { also: ['*'] },
    ],
    [
      'cluster-policies-hold',
      'trino',
      'A policy about Deployments wants three replicas.',
      p => {
        p.objects.push(
          policy(
            'three',
            { pattern: { spec: { replicas: '>=3' } } },
            {
              any: [{ resources: { kinds: ['Deployment'], names: ['trino'] } }],
            },
          ),
        );
      },
    ],
    [
      'cluster-policies-hold',
      'orders',
      'Its host path is forbidden by a negated anchor.',
      p => {
        template(p, 'Deployment', 'data/orders').volumes = [
          { name: 'h', hostPath: { path: '/var' } },
        ] as never;
        p.objects.push(
          policy('no-host-path', {
            pattern: { spec: { '=(volumes)': [{ 'X(hostPath)': 'null' }] } },
          }),
        );
      },
    ],
    [
      'policy-reports-clean',
      'trino',
      'A report says that a policy fails.',
      p => {
        (
          edit(p, 'PolicyReport', 'data/trino-report')
            .results as never as Record<string, unknown>[]
        )[0].result = 'fail';
      },
    ],
    [
      'policy-exceptions-current',
      'trino',
      'An exception from the policies ended in August.',
      p => {
        p.objects.push(
          make('kyverno.io/v2', 'PolicyException', 'data/trino', {
            annotations: { '254carbon.com/expires': '2025-08-01' },
            spec: {
              match: {
                any: [
                  { resources: { kinds: ['Deployment'], names: ['trino'] } },
                ],
              },
              exceptions: [{ policyName: 'disallow-latest' }],
            },
          }),
        );
      },
    ],
    [
      'default-deny',
      'trino',
      'Nothing in its namespace is denied.',
      p => {
        without(p, 'NetworkPolicy', 'data/default-deny');
        without(p, 'NetworkPolicy', 'data/allow');
      },
      { also: ['*'] },
    ],
    [
      'default-deny',
      'trino',
      'One policy denies, and another lets everything in to every pod.',
      p => {
        p.objects.push(
          make('networking.k8s.io/v1', 'NetworkPolicy', 'data/open', {
            spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{}] },
          }),
        );
      },
      { also: ['*'] },
    ],
    [
      'needed-traffic-allowed',
      'superset',
      'It may reach its database, and not ask where that is.',
      p => {
        without(p, 'NetworkPolicy', 'data/allow');
        p.objects.push(
          make('networking.k8s.io/v1', 'NetworkPolicy', 'data/database', {
            spec: {
              podSelector: {},
              policyTypes: ['Ingress', 'Egress'],
              ingress: [{ from: [{ namespaceSelector: {} }] }],
              egress: [{ to: [{ podSelector: {} }], ports: [{ port: 5432 }] }],
            },
          }),
        );
      },
      { also: ['*'] },
    ],
    [
      'policies-enforced',
      'coredns',
      'Policies are written, and the network is Flannel, which ignores them.',
      p => {
        for (const o of p.objects)
          if (o.metadata.name.startsWith('calico-node')) {
            o.metadata.name = o.metadata.name.replace(
              'calico-node',
              'kube-flannel-ds',
            );
          }
        edit(p, 'DaemonSet', 'kube-system/kube-flannel-ds');
      },
      { also: ['*', 'calico *'] },
    ],
    [
      'needed-traffic-allowed',
      'trino',
      'Everything is denied, and nothing is allowed in.',
      p => {
        without(p, 'NetworkPolicy', 'data/allow');
      },
      { also: ['*'] },
    ],
    [
      'no-cluster-admin',
      'trino',
      'Its service account may do everything.',
      p => {
        template(p, 'Deployment', 'data/trino').serviceAccountName =
          'trino' as never;
        p.objects.push(
          binding('trino-admin', {
            kind: 'ServiceAccount',
            name: 'trino',
            namespace: 'data',
          }),
        );
      },
    ],
    [
      'no-cluster-admin',
      'trino',
      'A role of its own is as wide as the one that comes with the cluster.',
      p => {
        template(p, 'Deployment', 'data/trino').serviceAccountName =
          'trino' as never;
        p.objects.push(
          make('rbac.authorization.k8s.io/v1', 'ClusterRole', 'everything', {
            rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
          }),
          make('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', 'trino', {
            roleRef: { kind: 'ClusterRole', name: 'everything' },
            subjects: [
              { kind: 'ServiceAccount', name: 'trino', namespace: 'data' },
            ],
          }),
        );
      },
    ],
    [
      'no-literal-credentials',
      'trino',
      'A password stands in the environment.',
      p => {
        main(p, 'data/trino').env = [
          { name: 'DB_PASSWORD', value: 'hunter22' },
        ] as never;
      },
    ],
    [
      'no-literal-credentials',
      'orders',
      'An address with a password in it.',
      p => {
        main(p, 'data/orders').env = [
          {
            name: 'DATABASE',
            value: 'postgres://app:s3cr3tpw@postgresql:5432/app',
          },
        ] as never;
      },
    ],
    [
      'no-credential-in-configmap',
      'superset',
      'A ConfigMap holds what was withheld as a password.',
      p => {
        edit(p, 'ConfigMap', 'data/superset-config').data.DB_PASSWORD =
          'redacted(data.DB_PASSWORD, password)' as never;
      },
    ],
    [
      'no-credential-in-manifest',
      'trino',
      'The document beside its manifest holds a key.',
      p => keyBeside(p, 'trino'),
    ],
    [
      'no-credential-in-manifest',
      'trino',
      'A credential was taken out of its manifest when it was read.',
      p => {
        written(p, 'Deployment', 'trino').redacted.push({
          path: 'spec.template.spec.containers.0.env.0.value',
          kind: 'password',
          part: false,
        });
      },
    ],
    [
      'secrets-from-manager',
      'trino',
      'The Secret that it takes is written into the repository.',
      p => {
        secretRef(p);
        declare(
          p,
          make('v1', 'Secret', 'data/trino-secret', {
            stringData: { password: 'redacted(stringData.password, password)' },
          }),
        );
      },
    ],
  ),
  ...lookAlikes(
    [
      'needed-traffic-allowed',
      'postgresql',
      'A database that calls nobody needs no way out.',
      p => {
        without(p, 'NetworkPolicy', 'data/allow');
        p.objects.push(
          make('networking.k8s.io/v1', 'NetworkPolicy', 'data/in', {
            spec: {
              podSelector: {},
              policyTypes: ['Ingress'],
              ingress: [{ from: [{ namespaceSelector: {} }] }],
            },
          }),
        );
      },
      { says: 'pass', also: ['*'] },
    ],
    [
      'cluster-policies-hold',
      'coredns',
      'Kyverno leaves the namespace of the system alone.',
      p => {
        p.objects.push(
          policy(
            'owner',
            { pattern: { metadata: { labels: { team: '?*' } } } },
            {
              any: [{ resources: { kinds: ['Pod'], namespaces: ['kube-*'] } }],
            },
          ),
        );
      },
      { says: 'not-applicable' },
    ],
    [
      'run-as-non-root',
      'trino',
      'The pod says it for all its containers.',
      p => {
        delete security(p).runAsNonRoot;
        template(p, 'Deployment', 'data/trino').securityContext = {
          runAsNonRoot: true,
        } as never;
      },
      { says: 'pass' },
    ],
    [
      'run-as-non-root',
      'orders',
      'A user that is not 0 is none of root.',
      p => {
        delete security(p, 'orders').runAsNonRoot;
        security(p, 'orders').runAsUser = 1000;
      },
      { says: 'pass' },
    ],
    [
      'read-only-root',
      'trino',
      'Read-only, with an emptyDir to write to.',
      p => {
        template(p, 'Deployment', 'data/trino').volumes = [
          { name: 'tmp', emptyDir: {} },
        ] as never;
      },
      { says: 'pass' },
    ],
    [
      'no-privilege-escalation',
      'calico',
      'The network of the nodes needs its rights.',
      p => {
        (
          main(p, 'kube-system/calico-node', 'DaemonSet')
            .securityContext as never as Record<string, unknown>
        ).privileged = true;
      },
      { says: 'not-applicable' },
    ],
    [
      'capabilities-dropped',
      'trino',
      'All dropped, one given back.',
      p => {
        security(p).capabilities = { drop: ['ALL'], add: ['NET_BIND_SERVICE'] };
      },
      { says: 'pass' },
    ],
    [
      'capabilities-dropped',
      'trino',
      'A mesh proxy in the pods, not in the template, brings its own rights.',
      p => {
        for (const pod of podsOf(p, 'data/trino'))
          pod.spec = {
            ...pod.spec,
            containers: [
              ...pod.spec.containers,
              { name: 'istio-proxy', securityContext: {} },
            ],
          } as never;
      },
      { says: 'pass' },
    ],
    [
      'seccomp-set',
      'trino',
      'The pod says it for all.',
      p => {
        delete security(p).seccompProfile;
        template(p, 'Deployment', 'data/trino').securityContext = {
          seccompProfile: { type: 'RuntimeDefault' },
        } as never;
      },
      { says: 'pass' },
    ],
    [
      'cluster-policies-hold',
      'trino',
      'A policy about another namespace.',
      p => {
        p.objects.push(
          policy(
            'team',
            { pattern: { metadata: { labels: { team: '?*' } } } },
            {
              any: [{ resources: { kinds: ['Pod'], namespaces: ['prod-*'] } }],
            },
          ),
        );
      },
      { says: 'pass' },
    ],
    [
      'cluster-policies-hold',
      'trino',
      'The policy leaves its namespace out.',
      p => {
        p.objects.push(
          policy(
            'team',
            { pattern: { metadata: { labels: { team: '?*' } } } },
            undefined,
            { exclude: { any: [{ resources: { namespaces: ['*'] } }] } },
          ),
        );
      },
      { says: 'pass' },
    ],
    [
      'cluster-policies-hold',
      'trino',
      'Either of two patterns is enough.',
      p => {
        p.objects.push(
          policy('either', {
            anyPattern: [
              { spec: { hostNetwork: true } },
              { spec: { containers: [{ name: '?*' }] } },
            ],
          }),
        );
      },
      { says: 'pass' },
    ],
    [
      'cluster-policies-hold',
      'trino',
      'A condition that does not hold asks nothing.',
      p => {
        p.objects.push(
          policy('nginx-only', {
            pattern: {
              spec: {
                containers: [
                  {
                    '(image)': 'nginx:*',
                    securityContext: { runAsUser: '>0' },
                  },
                ],
              },
            },
          }),
        );
      },
      { says: 'pass' },
    ],
    [
      'policy-reports-clean',
      'trino',
      'A warning is no failure.',
      p => {
        (
          edit(p, 'PolicyReport', 'data/trino-report')
            .results as never as Record<string, unknown>[]
        )[0].result = 'warn';
      },
      { says: 'pass' },
    ],
    [
      'policy-reports-clean',
      'trino',
      'The report about another object fails.',
      p => {
        p.objects.push(
          make('wgpolicyk8s.io/v1alpha2', 'PolicyReport', 'data/other', {
            scope: { kind: 'Deployment', name: 'somebody', namespace: 'data' },
            results: [{ policy: 'x', result: 'fail' }],
          }),
        );
      },
      { says: 'pass' },
    ],
    [
      'policy-exceptions-current',
      'trino',
      'An exception that ends next year.',
      p => {
        p.objects.push(
          make('kyverno.io/v2', 'PolicyException', 'data/trino', {
            annotations: { '254carbon.com/expires': '2026-08-01' },
            spec: {
              match: {
                any: [
                  { resources: { kinds: ['Deployment'], names: ['trino'] } },
                ],
              },
              exceptions: [{ policyName: 'disallow-latest' }],
            },
          }),
        );
      },
      { says: 'pass' },
    ],
    [
      'default-deny',
      'trino',
      'Deny of ingress and deny of egress are two objects.',
      p => {
        without(p, 'NetworkPolicy', 'data/default-deny');
        p.objects.push(
          make('networking.k8s.io/v1', 'NetworkPolicy', 'data/deny-in', {
            spec: { podSelector: {}, policyTypes: ['Ingress'] },
          }),
          make('networking.k8s.io/v1', 'NetworkPolicy', 'data/deny-out', {
            spec: { podSelector: {}, policyTypes: ['Egress'] },
          }),
        );
      },
      { says: 'pass' },
    ],
    [
      'policies-enforced',
      'coredns',
      'Canal is Flannel with the policies of Calico.',
      p => {
        for (const o of p.objects)
          if (o.metadata.name.startsWith('calico-node'))
            o.metadata.name = o.metadata.name.replace('calico-node', 'canal');
      },
      { says: 'pass', also: ['calico *'] },
    ],
    [
      'needed-traffic-allowed',
      'trino',
      'Its own policy allows what the namespace denies.',
      p => {
        without(p, 'NetworkPolicy', 'data/allow');
        p.objects.push(
          make('networking.k8s.io/v1', 'NetworkPolicy', 'data/all-in', {
            spec: {
              podSelector: {
                matchExpressions: [
                  { key: 'app.kubernetes.io/name', operator: 'Exists' },
                ],
              },
              policyTypes: ['Ingress', 'Egress'],
              ingress: [{}],
              egress: [{}],
            },
          }),
        );
      },
      { says: 'pass' },
    ],
    [
      'no-cluster-admin',
      'velero',
      'What restores whole clusters needs all rights.',
      p => {
        template(p, 'Deployment', 'velero/velero').serviceAccountName =
          'velero' as never;
        p.objects.push(
          binding('velero', {
            kind: 'ServiceAccount',
            name: 'velero',
            namespace: 'velero',
          }),
        );
      },
    ],
    [
      'no-cluster-admin',
      'trino',
      'A role with every verb on one kind is not the cluster.',
      p => {
        template(p, 'Deployment', 'data/trino').serviceAccountName =
          'trino' as never;
        p.objects.push(
          make('rbac.authorization.k8s.io/v1', 'ClusterRole', 'pods', {
            rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['*'] }],
          }),
          make('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', 'trino', {
            roleRef: { kind: 'ClusterRole', name: 'pods' },
            subjects: [
              { kind: 'ServiceAccount', name: 'trino', namespace: 'data' },
            ],
          }),
        );
      },
      { says: 'pass' },
    ],
    [
      'no-cluster-admin',
      'trino',
      'Another account of the same name in another namespace is an administrator.',
      p => {
        template(p, 'Deployment', 'data/trino').serviceAccountName =
          'trino' as never;
        p.objects.push(
          binding('other', {
            kind: 'ServiceAccount',
            name: 'trino',
            namespace: 'edge',
          }),
        );
      },
      { says: 'pass' },
    ],
    [
      'no-literal-credentials',
      'trino',
      'The variable names a file.',
      p => {
        main(p, 'data/trino').env = [
          { name: 'DB_PASSWORD_FILE', value: '/run/secrets/db' },
          { name: 'TOKEN_TTL', value: '3600' },
        ] as never;
      },
      { says: 'pass' },
    ],
    [
      'no-literal-credentials',
      'orders',
      'The value comes from a Secret.',
      p => {
        main(p, 'data/orders').env = [
          {
            name: 'DB_PASSWORD',
            valueFrom: { secretKeyRef: { name: 'orders', key: 'pw' } },
          },
        ] as never;
      },
    ],
    [
      'no-credential-in-configmap',
      'superset',
      'Settings about passwords are no passwords.',
      p => {
        edit(p, 'ConfigMap', 'data/superset-config').data.PASSWORD_MIN_LENGTH =
          '12' as never;
      },
      { says: 'pass' },
    ],
    [
      'no-credential-in-manifest',
      'orders',
      "The document beside somebody else's manifest holds a key.",
      p => keyBeside(p, 'trino'),
      { says: 'pass', also: ['trino no-credential-in-manifest'] },
    ],
    [
      'no-credential-in-manifest',
      'orders',
      'A manifest of somebody else holds one.',
      p => {
        p.tree = {
          ...p.tree,
          objects: [
            ...p.tree.objects,
            {
              object: make('v1', 'ConfigMap', 'other/x', { data: {} }),
              origin: { source: 'platform', path: 'x.yaml', line: 1 },
              redacted: [{ path: 'data.pw', kind: 'password', part: false }],
            },
          ],
        };
      },
      { says: 'pass' },
    ],
    [
      'secrets-from-manager',
      'trino',
      'A SealedSecret can be read by the cluster only.',
      p => {
        secretRef(p);
        declare(
          p,
          make('bitnami.com/v1alpha1', 'SealedSecret', 'data/trino-secret', {
            spec: {},
          }),
        );
      },
      { says: 'pass' },
    ],
    [
      'secrets-from-manager',
      'trino',
      'An ExternalSecret fills it, under another name.',
      p => {
        secretRef(p);
        declare(
          p,
          make('external-secrets.io/v1', 'ExternalSecret', 'data/trino', {
            spec: { target: { name: 'trino-secret' } },
          }),
        );
      },
      { says: 'pass' },
    ],
    [
      'secrets-from-manager',
      'orders',
      'The Secret of its certificate is filled by cert-manager.',
      p => {
        template(p, 'Deployment', 'data/orders').volumes = [
          { name: 'tls', secret: { secretName: 'orders-tls' } },
        ] as never;
        declare(
          p,
          make('cert-manager.io/v1', 'Certificate', 'data/orders', {
            spec: { secretName: 'orders-tls' },
          }),
        );
      },
      { says: 'pass' },
    ],
  ),
  ...unknowables(
    [
      'cluster-policies-hold',
      'trino',
      'A policy in a language that is not read here.',
      p => {
        p.objects.push(
          policy(
            'cel',
            {
              cel: {
                expressions: [{ expression: 'object.spec.replicas > 1' }],
              },
            },
            {
              any: [{ resources: { kinds: ['Deployment'], names: ['trino'] } }],
            },
          ),
        );
      },
    ],
    [
      'policy-exceptions-current',
      'trino',
      'Exceptions are not listed.',
      p => {
        p.unlisted.push('kyverno.io/policyexceptions');
      },
    ],
    [
      'no-cluster-admin',
      'trino',
      'Bindings are neither listed nor declared.',
      p => {
        p.unlisted.push('rbac.authorization.k8s.io/clusterrolebindings');
        p.withoutTree = true;
        template(p, 'Deployment', 'data/trino').serviceAccountName =
          'trino' as never;
      },
    ],
    [
      'policies-enforced',
      'coredns',
      'No network plugin that is known here.',
      p => {
        p.objects = p.objects.filter(
          ({ metadata }) => !metadata.name.startsWith('calico'),
        );
      },
    ],
    [
      'no-credential-in-manifest',
      'trino',
      'No manifests are read.',
      p => {
        p.withoutTree = true;
      },
    ],
    [
      'secrets-from-manager',
      'trino',
      'Where the Secret comes from is written in a chart that was not rendered.',
      p => {
        secretRef(p);
        p.tree = {
          ...p.tree,
          notRendered: [
            {
              kind: 'chart',
              path: 'charts/trino',
              reason: 'helm is not installed',
            },
          ],
        };
      },
    ],
    [
      'run-as-non-root',
      'trino',
      'The image may say it, and nobody has looked: the workload may not be read.',
      p => {
        p.unread.push('apps/deployments');
      },
    ],
    [
      'default-deny',
      'trino',
      'Network policies may not be read.',
      p => {
        p.unread.push('networking.k8s.io/networkpolicies');
        container('x');
        hoursAgo(1);
      },
    ],
  ),
];
