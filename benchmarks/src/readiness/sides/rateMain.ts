/** How fast verdicts are reached, without a database: every rule, every fact made for them, one process. */
import { ALL_RULES, Judge } from '@254carbon/backstage-plugin-platform-common';
import { answerCalls } from '../../inventory/childCalls';
import { Fleet, SEEN_AT } from './fleet';
import type { RateCalls } from './sideCalls';

answerCalls<RateCalls>({
  run: ({ services }) => {
    // Indexed anew: what an index remembers of earlier questions is not reused.
    const { view } = new Fleet(services);
    const before = process.cpuUsage();
    const { records } = new Judge({ rules: ALL_RULES }).judge(
      view,
      {},
      SEEN_AT,
    );
    const { user, system } = process.cpuUsage(before);
    return {
      rules: ALL_RULES.length,
      verdicts: records.length,
      cpuMs: (user + system) / 1000,
    };
  },
});
