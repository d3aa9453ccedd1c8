/** How fast verdicts are reached, without a database: every rule, every fact made for them, one process. */
import {
  ALL_RULES,
  Judge,
  judgeByAll,
} from '@254carbon/backstage-plugin-platform-common';
import { answerCalls } from '../../inventory/childCalls';
import { Fleet, FleetView, SEEN_AT } from './fleet';
import type { RateCalls } from './sideCalls';

/** As the portal judges: with what each verdict rests on, so that a change is judged alone. */
function judgeKept(view: FleetView): number {
  const judged = new Judge({ rules: ALL_RULES }).judge(view, {}, SEEN_AT);
  return judged.records.length;
}

/** Verdicts and nothing else, as a folder is judged. */
function judgePlain({ services, index, clusters }: FleetView): number {
  const [cluster] = clusters;
  const knowledge = { services };
  const now = SEEN_AT;
  let count = 0;
  for (const service of services) {
    const asked = { service, rules: ALL_RULES, index, cluster, now, knowledge };
    count += judgeByAll(asked).length;
  }
  return count;
}

answerCalls<RateCalls>({
  run: ({ services, kept }) => {
    // Indexed anew: what an index remembers of earlier questions is not reused.
    const { view } = new Fleet(services);
    const before = process.cpuUsage();
    const verdicts = kept ? judgeKept(view) : judgePlain(view);
    const { user, system } = process.cpuUsage(before);
    const cpuMs = (user + system) / 1000;
    return { rules: ALL_RULES.length, verdicts, cpuMs };
  },
});
