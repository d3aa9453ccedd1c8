/**
 * A profile is what the portal knows about one real piece of software: how to recognise it, how it says
 * that it is healthy and what a *good* answer is, what it depends on. One file per system; discovery,
 * health, readiness, templates all read it. Profiles are facts about software in general, never about
 * one cluster: names of namespaces and hosts do not belong here.
 */
import { KubernetesObject } from '../kubernetes/objects';
import { SystemId } from '../model';

/** One way to recognise a workload or custom resource; every condition given must hold. */
export interface Recogniser {
  /** Kinds it applies to; any workload kind when absent. */
  kinds?: string[];
  /** API group of the object, for kinds whose name others use too: `Cluster`. */
  group?: RegExp;
  /** Values of `app.kubernetes.io/name`, `app`, `k8s-app`, `app.kubernetes.io/component` and the like; any match counts. */
  labels?: { [key: string]: string | RegExp };
  /** Name of the workload. */
  name?: RegExp;
  /** Repository of an image of the workload, without registry, tag and digest: `trinodb/trino`. */
  image?: RegExp;
  /** Value of `helm.sh/chart` without its version. */
  chart?: RegExp;
}

/** What came back from a probe. */
export type ProbeAnswer =
  | {
      protocol: 'http';
      status: number;
      /** Lower-case names; only `content-type`, `location`, `retry-after`, `server`. */
      headers: Record<string, string>;
      /** At most 4 KiB, scrubbed of anything that looks like a credential. */
      body: string;
      durationMs: number;
    }
  | {
      protocol: 'tcp';
      /** What the server sent, as latin1 text, at most 1 KiB. */ text: string;
      durationMs: number;
    };

/** What came back over HTTP. */
export type HttpAnswer = Extract<ProbeAnswer, { protocol: 'http' }>;
/** What came back over TCP. */
export type TcpAnswer = Extract<ProbeAnswer, { protocol: 'tcp' }>;

/** What an answer says about health, in the reader's words. */
export interface Judgement {
  state: 'healthy' | 'degraded' | 'down' | 'unknown';
  /** `answers, but says "starting": true`. */
  because: string;
}

/** How a service says whether it is healthy. */
export type Probe =
  | {
      protocol: 'http';
      scheme?: 'http' | 'https';
      /** Port of the container; absent when only the path is known: the Service's own HTTP port is asked. */
      port?: number;
      path: string;
      /** What a good answer is, for people: `200 with "starting": false`. */
      good: string;
      judge(answer: Extract<ProbeAnswer, { protocol: 'http' }>): Judgement;
    }
  | {
      protocol: 'tcp';
      port: number;
      /** What to send after connecting, latin1; may be empty. */
      send: string;
      good: string;
      judge(answer: Extract<ProbeAnswer, { protocol: 'tcp' }>): Judgement;
    }
  | {
      /** The software has no endpoint worth asking; its custom resources say how it is. */
      protocol: 'custom-resource';
      kinds: string[];
      /** API group of the kinds, where others have kinds of the same name. */
      group?: RegExp;
      /** Where its resources are: beside it (the default) or all over the cluster. */
      scope?: 'namespace' | 'cluster';
      good: string;
      judge(objects: KubernetesObject[], now: number): Judgement;
    }
  | {
      protocol: 'workload-only';
      /** Why nothing else can be asked. */ reason: string;
    };

/** Where software tells numbers about itself. */
export interface ProfileMetrics {
  /** Port of the container. */
  port: number;
  path: string;
  /** Names of the series that tell most, as Prometheus sees them. */
  series: readonly string[];
}

/** What the portal knows about one piece of software. */
export interface Profile {
  /** Also the default id of the service: `trino`. */
  id: string;
  title: string;
  /** One sentence: what it does on the platform. */
  description: string;
  /** Fixed catalog identity; never changes once released. */
  kind: 'Component' | 'Resource';
  /** `service` for components; `database`, `object-store`, `table-catalog`, `message-broker`, ... for resources. */
  type: string;
  system: SystemId;
  /** The first recogniser that matches wins; profiles are tried from the most special to the most general. */
  recognise: Recogniser[];
  /** Which Kubernetes Service of the namespace answers the probe, when there are several; by name. */
  probeService?: RegExp;
  probe: Probe;
  /** Ids of profiles that it cannot work without. */
  dependsOn: string[];
  /** Group that owns it unless an annotation says otherwise: `group:default/data-engineering`. */
  owner: string;
  /** Where it tells numbers about itself, by itself or through its exporter; absent when it does not. */
  metrics?: ProfileMetrics;
  /** Upstream documentation. */
  docsUrl?: string;
  /**
   * Words in a workload's name that name a role and not an installation: `coordinator`, `worker`. What
   * is left when they are taken away tells two installations in one namespace apart.
   */
  roles?: readonly string[];
  /**
   * What makes one installation: the name without its roles (`name`, the default), or simply being in
   * the same namespace, for software that brings many differently named workloads (Argo CD, Harbor).
   */
  oneInstallationPer?: 'name' | 'namespace';
  /** Workloads, by name, without which the service still does its main work. */
  optional?: RegExp;
  /** Kinds of custom resources whose pods are runs of this software: `SparkApplication`, `Challenge`. */
  runs?: readonly string[];
  /** It is nothing but scheduled runs: its CronJobs are the service, and belong to no other. */
  scheduled?: boolean;
}
