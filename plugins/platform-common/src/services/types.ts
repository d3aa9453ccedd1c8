import { InventoryObject } from '../kubernetes';
import { Deployer, Source, SystemId } from '../model';
import { Probe, Profile } from '../profiles/types';

/**
 * A question that the door should ask: where, what, how long to wait. Planned purely from objects and
 * profiles; `platform-node` resolves the address through the cluster's route and asks.
 */
export interface ProbeTarget {
  serviceId: string;
  cluster: string;
  namespace: string;
  /** Name of the Kubernetes Service. */
  serviceName: string;
  port: number;
  protocol: 'http' | 'tcp';
  scheme: 'http' | 'https';
  /** Path for HTTP, starting with `/`. */
  path: string;
  /** Bytes to send for TCP, latin1. */
  send: string;
  timeoutMs: number;
}

/** The source of an answer to a probe target. */
export function probeSource(target: ProbeTarget): Source {
  const address = `${target.serviceName}.${target.namespace}:${target.port}`;
  const detail =
    target.protocol === 'http'
      ? `GET ${target.scheme}://${address}${target.path}`
      : `TCP ${address}`;
  return { kind: 'probe', name: target.cluster, detail };
}

/** A workload (or a custom resource that runs pods) of a group, with the pods it runs. */
export interface GroupedWorkload {
  entry: InventoryObject;
  pods: readonly InventoryObject[];
  /** Why it belongs to the group, as a sentence. */
  because: string;
  /** Whether the service can do its main work without it. */
  optional: boolean;
}

/** The objects that people know by one name, and how they were found to belong together. */
export interface ServiceGroup {
  /** `[a-z0-9-]{1,63}`, the same after a reinstall; also the name of the catalog entity. */
  id: string;
  title: string;
  description: string;
  cluster: string;
  namespace: string;
  /** Catalog kind, type, system and owner, from the profile and the annotations. */
  kind: 'Component' | 'Resource';
  type: string;
  system: SystemId;
  owner: string;
  /** The profile that recognised it; absent when none did. */
  profile?: Profile;
  /** What asks it how it is: its profile's question, or the path that people declared. */
  probe?: Probe;
  icon?: string;
  workloads: readonly GroupedWorkload[];
  /** The objects on which people may annotate it: workloads and what owns them. */
  annotated: readonly InventoryObject[];
  /** Kubernetes Services that select its pods. */
  services: readonly InventoryObject[];
  /** Ingresses, and routes of gateways and meshes, that lead to its Services. */
  ingresses: readonly InventoryObject[];
  /** Custom resources that stand for it or that its profile judges its health by. */
  customResources: readonly InventoryObject[];
  /** HorizontalPodAutoscalers, PodDisruptionBudgets and PersistentVolumeClaims of its workloads. */
  autoscalers: readonly InventoryObject[];
  disruptionBudgets: readonly InventoryObject[];
  claims: readonly InventoryObject[];
  /** What installed it, and the Argo CD applications among that which are known. */
  deployedBy: readonly Deployer[];
  applications: readonly InventoryObject[];
  /** Ids under which its history may be kept too; none is the id of another service. */
  formerIds: readonly string[];
  /** What people should know of how it was formed. */
  caveats: readonly string[];
  /** Steps from the objects to this service, each with its rule. */
  explanation: readonly string[];
}

/** What became of one object, for "why is this (not) here?". */
export interface ObjectExplanation {
  cluster: string;
  /** `apps/v1 Deployment data-platform/trino-worker`. */
  key: string;
  /** The service that it belongs to; absent when it was left out. */
  serviceId?: string;
  because: string;
}

/** The services of a set of objects, and what became of every object that was looked at. */
export interface Grouping {
  groups: readonly ServiceGroup[];
  explanations: readonly ObjectExplanation[];
}
