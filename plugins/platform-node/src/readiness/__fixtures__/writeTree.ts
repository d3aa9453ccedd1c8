import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Folders that were made; gone after the tests. */
const made: string[] = [];

/** Writes files into a new folder called `tree`; gives its path. */
export function writeTree(files: Record<string, string | Uint8Array>): string {
  const top = mkdtempSync(join(tmpdir(), 'readiness-test-'));
  made.push(top);
  const root = join(top, 'tree');
  mkdirSync(root);
  for (const [path, text] of Object.entries(files)) {
    const whole = join(root, path);
    mkdirSync(dirname(whole), { recursive: true });
    writeFileSync(whole, text);
  }
  return root;
}

/** Removes what {@link writeTree} wrote. */
export function removeTrees(): void {
  for (const top of made.splice(0))
    rmSync(top, { recursive: true, force: true });
}

const GUARDS = `          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            runAsNonRoot: true
            capabilities: { drop: [ALL] }
            seccompProfile: { type: RuntimeDefault }`;

/** A workload with nothing wrong with it; `more` goes into its container, `spec` into its pods. */
export function workload(
  name: string,
  options: {
    kind?: string;
    namespace?: string;
    replicas?: number;
    image?: string;
    more?: string;
    spec?: string;
  } = {},
): string {
  const { kind = 'Deployment', namespace = 'shop', replicas = 1 } = options;
  const {
    image = 'registry.example.com/app:1.2.3',
    more = '',
    spec = '',
  } = options;
  return `apiVersion: apps/v1
kind: ${kind}
metadata:
  name: ${name}
  namespace: ${namespace}
  annotations:
    254carbon.com/owner: shop
    254carbon.com/description: Sells things.
    254carbon.com/single-replica: It sells one thing at a time.
spec:
${
  kind === 'DaemonSet' ? '' : `  replicas: ${replicas}\n`
}  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
${spec}      containers:
        - name: ${name}
          image: ${image}
          ports: [{ name: http, containerPort: 8080 }]
          readinessProbe: { httpGet: { path: /ready, port: http } }
          livenessProbe: { httpGet: { path: /live, port: http } }
          resources:
            requests: { cpu: 100m, memory: 64Mi }
            limits: { cpu: 200m, memory: 128Mi }
${more}${GUARDS}
`;
}

/** A Service in front of {@link workload}. */
export function networkService(name: string, app = name, namespace = 'shop') {
  return `apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { app: ${app} }
  ports: [{ name: http, port: 80, targetPort: http }]
`;
}

/** Policies that deny everything in a namespace, and let in and out what is needed. */
export function guarded(namespace = 'shop'): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: default-deny, namespace: ${namespace} }
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: needed, namespace: ${namespace} }
spec:
  podSelector: { matchExpressions: [{ key: app, operator: Exists }] }
  policyTypes: [Ingress, Egress]
  ingress: [{ ports: [{ port: 8080 }] }]
  egress: [{ ports: [{ port: 53, protocol: UDP }] }]
`;
}

/** Documents of one file. */
export function documents(...parts: string[]): string {
  return parts.join('---\n');
}
