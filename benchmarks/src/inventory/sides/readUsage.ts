import { Usage } from './sideCalls';

const MIB = 2 ** 20;

/** What this process has used so far. */
export function readUsage(): Usage {
  const { user, system } = process.cpuUsage();
  return {
    cpuMs: (user + system) / 1000,
    residentMiB: process.memoryUsage.rss() / MIB,
    peakMiB: process.resourceUsage().maxRSS / 1024,
  };
}
