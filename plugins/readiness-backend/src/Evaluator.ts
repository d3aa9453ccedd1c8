/**
 * One evaluation: take what is known now, judge it, remember it, tell. The judging itself is pure and
 * lives in platform-common; here is only the order of things, and the one refusal: a report is not
 * replaced by one that misses services merely because a cluster cannot be read.
 */
import { LoggerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import {
  ClusterState,
  compareReports,
  evaluate,
  KubernetesIndex,
  Knowledge,
  READINESS_CHANGED_TOPIC,
  ReadinessReport,
  Rule,
  Service,
} from '@254carbon/backstage-plugin-platform-common';
import { ReadinessStore } from './store/ReadinessStore';

/** What an evaluation looks at; `PlatformServices` of platform-node gives it. */
export interface PlatformView {
  services: readonly Service[];
  clusters: readonly ClusterState[];
  caveats: readonly string[];
  index: KubernetesIndex;
}

/** What came of an evaluation. */
export type Evaluation =
  | { state: 'judged'; report: ReadinessReport }
  | { state: 'refused'; reason: string };

/** Said as long as the platform has not been read once. */
export const NOT_READY =
  'Readiness has not been judged yet: the portal waits until every kind of object has been listed once; this takes some seconds after the start.';

/** Kinds without which services are missing: what runs, and what stands for whole groups of kinds. */
const NEEDED =
  /(?:^|\/)(?:pods|deployments|statefulsets|daemonsets|replicasets|jobs|cronjobs|strimzipodsets|discovery|api-server)$/;

/**
 * Clusters of which something that services are made from has never been read. A kind that runs nothing and may
 * not be read is told as a caveat; it must not stop judging for as long as somebody lives with that.
 */
function unreadClusters(clusters: readonly ClusterState[]): string[] {
  return clusters
    .filter(
      ({ phase, kinds }) =>
        phase === 'connecting' ||
        phase === 'failing' ||
        kinds.some(
          ({ ok, observedAt, resource }) =>
            !ok && !observedAt && NEEDED.test(resource),
        ),
    )
    .map(({ name }) => name);
}

/**
 * Why a view must not be judged: it has no services where there were some, or fewer than the report before
 * and a cluster cannot be read. `undefined` when it may.
 */
export function whyNotJudge(
  view: Pick<PlatformView, 'services' | 'clusters'>,
  previous: ReadinessReport | undefined,
): string | undefined {
  const unread = unreadClusters(view.clusters);
  const ids = new Set(view.services.map(({ id }) => id));
  if (unread.length === 0) {
    const before = previous?.services.length ?? 0;
    return ids.size === 0 && before > 0 && view.clusters.length > 0
      ? `Readiness is not judged at present: no service is known, and ${before} were judged before, which is more likely an empty answer than an empty platform; see the clusters on the Platform page.`
      : undefined;
  }
  const missing = (previous?.services ?? []).filter(
    ({ serviceId }) => !ids.has(serviceId),
  );
  if (ids.size > 0 && missing.length === 0) return undefined;
  const which = `cluster ${unread.join(' and cluster ')}`;
  const what =
    ids.size === 0
      ? 'no service is known'
      : `${missing.length} services that were judged before are not known`;
  return `Readiness is not judged at present: ${which} cannot be read completely and ${what}; see the clusters on the Platform page for the reason.`;
}

/** Judges when told to; one evaluation at a time. */
export class Evaluator {
  readonly #options: {
    view: () => PlatformView;
    knowledgeOf: (view: PlatformView) => Promise<Knowledge>;
    isReady: () => boolean;
    rules: readonly Rule[];
    store: ReadinessStore;
    events: EventsService;
    logger: LoggerService;
    trendIntervalMs: number;
    retentionMs: number;
    now: () => number;
  };
  #running: Promise<Evaluation> | undefined;
  #refusal: string | undefined;

  constructor(options: {
    /** What is known now. */
    view: () => PlatformView;
    /** What is known besides it; what is missing makes its rules `unknown`. */
    knowledgeOf: (view: PlatformView) => Promise<Knowledge>;
    /** Whether what is known has been read once; before that it looks empty. */
    isReady: () => boolean;
    /** Rules in force, proved. */
    rules: readonly Rule[];
    store: ReadinessStore;
    events: EventsService;
    logger: LoggerService;
    trendIntervalMs: number;
    retentionMs: number;
    now: () => number;
  }) {
    this.#options = options;
  }

  /** Why the newest attempt did not judge, if it did not. */
  get refusal(): string | undefined {
    return this.#refusal;
  }

  /** Judges now, or joins the evaluation that runs. */
  async runOnce(): Promise<Evaluation> {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #run(): Promise<Evaluation> {
    const { view, knowledgeOf, rules, store, now } = this.#options;
    const { trendIntervalMs, retentionMs } = this.#options;
    if (!this.#options.isReady())
      return { state: 'refused', reason: NOT_READY };
    const known = view();
    const previous = await store.latest();
    this.#refusal = whyNotJudge(known, previous);
    if (this.#refusal) return { state: 'refused', reason: this.#refusal };
    const at = now();
    const knowledge = await knowledgeOf(known);
    const report = evaluate({ ...known, rules, now: at, knowledge });
    const changes = previous ? compareReports(previous, report) : [];
    const newest = await store.save({ report, changes, trendIntervalMs });
    await store.prune(new Date(at - retentionMs).toISOString());
    if (newest && (changes.length > 0 || !previous))
      await this.#tell(report, changes);
    return { state: 'judged', report };
  }

  /** Tells other plugins; that nobody hears is no reason to fail. */
  async #tell(
    report: ReadinessReport,
    changes: ReturnType<typeof compareReports>,
  ): Promise<void> {
    const { events, logger } = this.#options;
    try {
      await events.publish({
        topic: READINESS_CHANGED_TOPIC,
        eventPayload: {
          judgedAt: report.judgedAt,
          points: report.points,
          changes,
        },
      });
    } catch (error) {
      logger.warn(
        'Readiness changed, and the event about it could not be published',
        error as Error,
      );
    }
  }
}
