/** What is wrong in the repository, as something is in every repository; a reader has to say where, and read everything else. */

const DATA_QUALITY = `# Merged, and in no application: nothing deploys it.
apiVersion: apps/v1
kind: Deployment
metadata:
  name: data-quality
  namespace: data-platform
  labels: { app: data-quality }
spec:
  replicas: 2
  selector: { matchLabels: { app: data-quality } }
  template:
    metadata: { labels: { app: data-quality } }
    spec:
      containers:
        - name: data-quality
          image: registry.254carbon.com/data-quality:1.3.0
          ports: [{ containerPort: 8080 }]
---
apiVersion: v1
kind: Service
metadata: { name: data-quality, namespace: data-platform }
spec:
  selector: { app: data-quality }
  ports: [{ port: 80, targetPort: 8080 }]
`;

const RETENTION = `apiVersion: v1
kind: ConfigMap
metadata: { name: log-retention, namespace: victoria-metrics }
data:
  days: "14"
---
apiVersion: v1
kind: ConfigMap
metadata:
\tname: log-sampling
data:
  rate: "0.1"
---
apiVersion: v1
kind: ConfigMap
metadata: { name: log-fields, namespace: victoria-metrics }
data:
  keep: level,service,trace_id
`;

const EXPERIMENT = `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - https://github.com/kubeflow/manifests//apps/katib?ref=v1.8.0
`;

const LOOSE_TEMPLATE = `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Values.tenant }}-quota
data:
  slots: "4"
`;

/** Files with mistakes, by path. */
export const MISTAKES: ReadonlyMap<string, string> = new Map([
  ['k8s/data-quality/data-quality.yaml', DATA_QUALITY],
  ['k8s/logging/retention.yaml', RETENTION],
  ['k8s/experimental/katib/kustomization.yaml', EXPERIMENT],
  ['k8s/tenants/quota.yaml', LOOSE_TEMPLATE],
  [
    'dashboards/kafka-lag.json',
    '{\n  "uid": "kafka-lag",\n  "title": "Kafka lag",\n  "panels": [\n',
  ],
]);
