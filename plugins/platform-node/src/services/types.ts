import {
  ClusterState,
  KubernetesIndex,
  Service,
  ServiceGroup,
} from '@254carbon/backstage-plugin-platform-common';

/** The services of the platform as they are judged now. */
export interface ServicesView {
  services: readonly Service[];
  clusters: readonly ClusterState[];
  /** What makes the list possibly incomplete, each as a sentence; empty when nothing does. */
  caveats: readonly string[];
  /** The objects that the services were built from, indexed. */
  index: KubernetesIndex;
  /** The groups of objects that became the services. */
  groups: readonly ServiceGroup[];
  /** When it was judged, ISO 8601 UTC. */
  generatedAt: string;
  /** Grows with every judgement that differs from the one before. */
  version: number;
}

/** The live, judged services: inventory and answers to probes, put together by `platform-common`. */
export interface PlatformServices {
  current(): ServicesView;
  /** Calls `listener` after a judgement that differs from the one before; gives the function that stops that. */
  onChange(listener: () => void): () => void;
  /** Resolves when the inventory is ready and the services were judged once. */
  whenReady(signal?: AbortSignal): Promise<void>;
  /** Whether every service that can be asked how it is has been asked once, and is judged by the answer. Absent: none is asked. */
  isAsked?(): boolean;
}
