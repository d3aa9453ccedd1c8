import {
  ProbeTarget,
  ServiceGroup,
} from '@254carbon/backstage-plugin-platform-common';
import { ProbeConfig } from '../config';
import { AskSchedule } from './AskSchedule';

/** Questions a second, of all services together; a large platform is asked less often instead of harder. */
export const BUDGET_PER_SECOND = 25;

/** Digests of groups in use; a group is another one when its pods are. */
const digests = new WeakMap<ServiceGroup, string>();

/** What a probe would see differently: which pods there are, and which of them are ready. */
function digestPods(group: ServiceGroup): string {
  const known = digests.get(group) ?? describePods(group);
  digests.set(group, known);
  return known;
}

function describePods(group: ServiceGroup): string {
  return group.workloads
    .flatMap(({ pods }) => pods)
    .map(({ object }) => {
      const conditions = object.status?.conditions;
      const ready = Array.isArray(conditions)
        ? JSON.stringify(
            conditions.find(
              condition => (condition as { type?: string })?.type === 'Ready',
            ),
          )
        : '';
      return `${object.metadata.uid ?? object.metadata.name} ${ready}`;
    })
    .sort()
    .join('\n');
}

/** Decides which service is asked when: regularly with jitter, and soon after its pods changed; see {@link AskSchedule}. */
export class ProbeSchedule {
  readonly #schedule: AskSchedule<ProbeTarget>;

  constructor(
    { intervalMs }: Pick<ProbeConfig, 'intervalMs'>,
    random: () => number = Math.random,
  ) {
    const perSecond = BUDGET_PER_SECOND;
    this.#schedule = new AskSchedule({ intervalMs, perSecond, random });
  }

  /** Takes a new plan; gives the ids of services that are no longer asked. */
  plan(
    targets: readonly ProbeTarget[],
    groups: readonly ServiceGroup[],
    now: number,
  ): string[] {
    if (targets.length === 0) return this.#schedule.plan([], now);
    const byId = new Map(groups.map(group => [group.id, group]));
    const wanted = targets.map(item => {
      const group = byId.get(item.serviceId);
      return { id: item.serviceId, mark: group ? digestPods(group) : '', item };
    });
    return this.#schedule.plan(wanted, now);
  }

  /** The targets that are due, which count as asked from now on. */
  takeDue(now: number): ProbeTarget[] {
    return this.#schedule.takeDue(now);
  }

  /** When the next target is due, or `undefined` when there is none. */
  get nextDue(): number | undefined {
    return this.#schedule.nextDue;
  }
}
