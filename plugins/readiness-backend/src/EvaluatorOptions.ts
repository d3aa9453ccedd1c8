import { LoggerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import {
  Cap,
  ClusterState,
  Governance,
  Judge,
  KubernetesIndex,
  Knowledge,
  ReadinessReport,
  Rule,
  Service,
} from '@254carbon/backstage-plugin-platform-common';
import { WriterLease } from '@254carbon/backstage-plugin-platform-node';
import { ReadinessStore } from './store/ReadinessStore';
import { FirstLook } from './tasks/FirstLook';

/** What an evaluation looks at; `PlatformServices` of platform-node gives it. */
export interface PlatformView {
  services: readonly Service[];
  clusters: readonly ClusterState[];
  caveats: readonly string[];
  index: KubernetesIndex;
}

/** What came of an evaluation. */
export type Evaluation =
  | {
      state: 'judged';
      report: ReadinessReport;
      /** Whether it was remembered here; false on a replica that may not write. */
      kept: boolean;
    }
  | { state: 'refused'; reason: string };

/** What evaluating needs. */
export interface EvaluatorOptions {
  /** What is known now. */
  view: () => PlatformView;
  /** What is known besides it; what is missing makes its rules `unknown`. */
  knowledgeOf: (view: PlatformView) => Promise<Knowledge>;
  /** How long it is waited for, in milliseconds; ten seconds unless given. */
  patienceMs?: number;
  /** Exemptions and manual evidence; none when absent. */
  governanceOf?: () => Promise<Governance>;
  /** Whether what is known has been read once; before that it looks empty. */
  isReady: () => boolean;
  /**
   * Whether everything else that judgements follow from has been asked once, or waited for long enough. Until then nothing is judged: what is
   * only not known yet would look like points lost, or be what later scores are compared with. Whole when absent.
   */
  firstLook?: Pick<FirstLook, 'isWhole' | 'caveats'>;
  /** Rules in force, proved. */
  rules: readonly Rule[];
  /** Caps in force, proved; none when absent. */
  caps?: readonly Cap[];
  /** Judges by these rules, and remembers what it need not judge again. */
  judge: Pick<Judge, 'judge' | 'factOf'>;
  store: ReadinessStore;
  lease: Pick<WriterLease, 'fence' | 'during' | 'settled'>;
  events: EventsService;
  /** Is told of every report that was kept; must not throw. */
  onJudged?: (report: ReadinessReport) => void;
  logger: LoggerService;
  /** Longer than this without a judgement is a gap; milliseconds. */
  silenceMs: number;
  retentionMs: number;
  /** Milliseconds since the epoch. */
  now: () => number;
}
