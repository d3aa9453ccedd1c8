import { KubernetesIndex } from '../kubernetes';
import { Health, Observation } from '../model';
import { ProbeAnswer } from '../profiles';
import { ServiceGroup } from './types';

/** What a judgement of health is made from. */
export interface HealthInput {
  group: ServiceGroup;
  index: KubernetesIndex;
  /** What the probe of the service gave; absent when it has not been asked yet or has none. */
  probe?: Observation<ProbeAnswer>;
  /** Why the kinds that the service is judged from cannot be read at present, when they cannot. */
  clusterStale?: string;
  /** Milliseconds since the epoch. */
  now: number;
}

/** Judges the health of a service. Total: never throws. */
export function judgeHealth(input: HealthInput): Health {
  return {
    state: 'unknown',
    stale: input.clusterStale !== undefined,
    summary: 'Not judged yet',
    evidence: [],
  };
}
