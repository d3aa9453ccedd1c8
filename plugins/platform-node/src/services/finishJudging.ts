import { setImmediate } from 'node:timers/promises';
import { Service } from '@254carbon/backstage-plugin-platform-common';

/** Services that are judged before others get their turn; some milliseconds. */
const IN_A_ROW = 200;

/**
 * Has everything judged that nobody has asked for yet, a few services at a time: whoever asks next should not wait for
 * all of them, and what they are judged from is not held for longer than that.
 */
export async function finishJudging(
  services: readonly Service[],
  signal: AbortSignal,
): Promise<void> {
  for (const [at, service] of services.entries()) {
    if (at % IN_A_ROW === 0) await setImmediate();
    if (signal.aborted) return;
    Reflect.get(service, 'health');
  }
}
