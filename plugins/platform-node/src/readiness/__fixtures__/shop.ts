/** A shop with some defects, a chart that nobody renders, and a file that is broken; by path. */
export const SHOP: Readonly<Record<string, string>> = {
  'web.yaml': `# A shop with some defects, and some things that only look like it.
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
  annotations:
    254carbon.com/owner: shop
    254carbon.com/description: Sells things.
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: registry.example.com/web:latest
          ports: [{ name: http, containerPort: 8080 }]
          readinessProbe: { httpGet: { path: /ready, port: http } }
          livenessProbe: { httpGet: { path: /live, port: http } }
          resources:
            requests: { cpu: 100m, memory: 64Mi }
            limits: { cpu: 200m, memory: 128Mi }
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            runAsNonRoot: true
            capabilities: { drop: [ALL] }
            seccompProfile: { type: RuntimeDefault }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec:
  selector: { app: web }
  ports: [{ name: http, port: 80, targetPort: http }]
---
# Its port has another name.
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop }
spec:
  tls: [{ hosts: [web.example.com], secretName: web-tls }]
  rules:
    - host: web.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend: { service: { name: web, port: { name: https } } }
---
# No drain ever ends.
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web, namespace: shop }
spec:
  minAvailable: 2
  selector: { matchLabels: { app: web } }
---
# Its target lies in a chart that is not rendered.
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web-api, namespace: shop }
spec:
  minReplicas: 2
  maxReplicas: 4
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: api }
`,
  'charts/api/Chart.yaml': 'apiVersion: v2\nname: api\nversion: 1.0.0\n',
  'charts/api/templates/api.yaml': 'kind: Deployment # {{ .Release.Name }}\n',
  'broken.yaml':
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: broken\n\tkey: value\n',
};
