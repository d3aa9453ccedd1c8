/** Containers and the pod template around them. */

/** Requests and limits of a container: cpu and memory, each a Kubernetes quantity. Limits may be missing, as in life. */
export interface Size {
  cpu: string;
  memory: string;
  cpuLimit?: string;
  memoryLimit?: string;
}

/** How a container says that it is healthy. */
export type Probe =
  | { http: string; port: number }
  | { tcp: number }
  | { command: string[] };

/** A reference to one key of a Secret. */
export interface SecretKey {
  secret: string;
  key: string;
}

/** What a volume is made of. */
export type VolumeSource =
  | { claim: string; path: string }
  | { configMap: string; path: string }
  | { secret: string; path: string }
  | { emptyDir: true; path: string }
  | { host: string; path: string };

/** One container as the areas describe it. */
export interface ContainerSpec {
  image: string;
  ports?: Record<string, number>;
  probe?: Probe;
  /** `none`: neither requests nor limits. */
  size?: Size | 'none';
  /** Requested and limited alike, beside cpu and memory: devices. */
  extraResources?: Record<string, string>;
  /** True: passes every baseline policy of the platform. */
  hardened?: boolean;
  env?: Record<string, string>;
  secretEnv?: Record<string, SecretKey>;
  volumes?: Record<string, VolumeSource>;
  command?: string[];
  args?: string[];
}

const USUAL_SIZE: Size = {
  cpu: '100m',
  memory: '256Mi',
  cpuLimit: '500m',
  memoryLimit: '512Mi',
};

/** The image of the mesh's proxy, as istiod injects it. */
export const SIDECAR_IMAGE = 'istio/proxyv2:1.20.3';

/** The container of a pod template. */
export function makeContainer(
  name: string,
  spec: ContainerSpec,
): Record<string, unknown> {
  const env = environment(spec);
  return {
    name,
    image: spec.image,
    imagePullPolicy: spec.image.endsWith(':latest') ? 'Always' : 'IfNotPresent',
    ...(spec.command ? { command: spec.command } : {}),
    ...(spec.args ? { args: spec.args } : {}),
    ...(spec.ports ? { ports: containerPorts(spec.ports) } : {}),
    ...(env.length ? { env } : {}),
    resources: resources(spec.size ?? USUAL_SIZE, spec.extraResources),
    ...probes(spec.probe),
    ...(spec.hardened ? { securityContext: hardenedContext() } : {}),
    ...(spec.volumes ? { volumeMounts: mounts(spec.volumes) } : {}),
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
  };
}

/** The proxy that istiod adds beside an application's container. */
export function sidecarContainer(): Record<string, unknown> {
  return makeContainer('istio-proxy', {
    image: SIDECAR_IMAGE,
    args: ['proxy', 'sidecar'],
    ports: { 'http-envoy-prom': 15090 },
    probe: { http: '/healthz/ready', port: 15021 },
    size: {
      cpu: '100m',
      memory: '128Mi',
      cpuLimit: '2',
      memoryLimit: '1Gi',
    },
    hardened: true,
  });
}

function containerPorts(ports: Record<string, number>) {
  return Object.entries(ports).map(([name, containerPort]) => ({
    name,
    containerPort,
    protocol: 'TCP',
  }));
}

function environment(spec: ContainerSpec) {
  return [
    ...Object.entries(spec.env ?? {}).map(([name, value]) => ({ name, value })),
    ...Object.entries(spec.secretEnv ?? {}).map(([name, { secret, key }]) => ({
      name,
      valueFrom: { secretKeyRef: { name: secret, key } },
    })),
  ];
}

function resources(size: Size | 'none', extra: Record<string, string> = {}) {
  if (size === 'none') {
    return {};
  }
  const limits = {
    ...(size.cpuLimit ? { cpu: size.cpuLimit } : {}),
    ...(size.memoryLimit ? { memory: size.memoryLimit } : {}),
    ...extra,
  };
  return {
    requests: { cpu: size.cpu, memory: size.memory, ...extra },
    ...(Object.keys(limits).length ? { limits } : {}),
  };
}

function probes(probe: Probe | undefined) {
  if (!probe) {
    return {};
  }
  const action = probeAction(probe);
  const usual = { timeoutSeconds: 5, successThreshold: 1, failureThreshold: 3 };
  return {
    livenessProbe: {
      ...action,
      ...usual,
      initialDelaySeconds: 30,
      periodSeconds: 20,
    },
    readinessProbe: {
      ...action,
      ...usual,
      initialDelaySeconds: 10,
      periodSeconds: 10,
    },
  };
}

function probeAction(probe: Probe) {
  if ('http' in probe) {
    return {
      httpGet: { path: probe.http, port: probe.port, scheme: 'HTTP' },
    };
  }
  return 'tcp' in probe
    ? { tcpSocket: { port: probe.tcp } }
    : { exec: { command: probe.command } };
}

function hardenedContext() {
  return {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    runAsNonRoot: true,
    capabilities: { drop: ['ALL'] },
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

function mounts(volumes: Record<string, VolumeSource>) {
  return Object.entries(volumes).map(([name, source]) => ({
    name,
    mountPath: source.path,
  }));
}

/** The volumes of a pod template that {@link ContainerSpec.volumes} asks for. */
export function podVolumes(volumes: Record<string, VolumeSource> = {}) {
  return Object.entries(volumes).map(([name, source]) => {
    if ('claim' in source) {
      return { name, persistentVolumeClaim: { claimName: source.claim } };
    }
    if ('configMap' in source) {
      return {
        name,
        configMap: { name: source.configMap, defaultMode: 0o644 },
      };
    }
    if ('secret' in source) {
      return {
        name,
        secret: { secretName: source.secret, defaultMode: 0o400 },
      };
    }
    return 'host' in source
      ? { name, hostPath: { path: source.host, type: '' } }
      : { name, emptyDir: {} };
  });
}
