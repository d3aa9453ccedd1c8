/**
 * How the services of the platform answer for themselves.
 *
 * A health check is only worth something when it meets the real software's answer: DolphinScheduler that says 200 and
 * means no, Trino that says 200 while it still starts, lakeFS that says 204 with nothing. So every system has one small
 * file here with its own routes and its own way to say "not found", and nothing in it depends on who asks. What they have in common (is any
 * pod ready? does the port exist?) is decided once, before the software is asked.
 */
import type {
  Clock,
  KubernetesObject,
  ServiceProxyTarget,
} from '../kubernetes/types';
import type { ClaimUse } from '../platform';
import type { StorageHandlers } from '../storage/types';
import type { DolphinScheduler } from './dolphin/server/serverOf';

export type { Clock, KubernetesObject, ServiceProxyTarget };

/** How many pods stand behind a Service. */
export interface PodCount {
  ready: number;
  total: number;
  /** False when there is no such Service. */
  exists: boolean;
}

/** What the answers need to know about the world; `readPlatformState` makes one from an ObjectStore. */
export interface PlatformState {
  readyPods(namespace: string, serviceName: string): PodCount;
  find(
    kind: string,
    namespace: string,
    name: string,
  ): KubernetesObject | undefined;
  /** Every object of a kind; a world without it has no series about objects. */
  list?(kind: string, namespace?: string): KubernetesObject[];
  /** How full volume claims are. */
  claims?(): readonly ClaimUse[];
  /** The object store, the table catalog and the query engine; a state without them has only their health. */
  lake?: StorageHandlers;
  /** What systems take for a valid token; one that is not named here takes any. */
  tokens?: Readonly<Record<string, string>>;
  /** The workflow scheduler; a state without one gets its own. */
  dolphin?: DolphinScheduler;
}

/** One request to one service, as its software sees it. */
export interface ServiceCall {
  target: ServiceProxyTarget;
  /** The number of the port, or 0 when it was not told. */
  port: number;
  method: string;
  /** Without the query. */
  path: string;
  query: URLSearchParams;
  request: Request;
  pods: PodCount;
  state: PlatformState;
  /** Milliseconds since the epoch. */
  now: number;
}

/** Answers one route. */
export type Answer = (call: ServiceCall) => Response | Promise<Response>;

/** One piece of software. */
export interface SystemAnswers {
  /** For people: `Trino`. */
  name: string;
  /** Names of the Kubernetes Services it stands behind. */
  services: RegExp;
  /** `/path` (GET and HEAD), `POST /path`, or `/path/*` for all below it. */
  routes: Record<string, Answer>;
  /** The software's own "not found". */
  otherwise: Answer;
}
