import { readFileSync } from 'node:fs';

/** Resident memory of a process and its highest so far, in KiB. */
export interface Memory {
  residentKiB: number;
  peakKiB: number;
}

/**
 * Reads both from the text of `/proc/<pid>/status`.
 *
 * @throws Error when the lines are missing, which is so for a process that has ended
 */
export function parseStatus(text: string): Memory {
  const line = (name: string) => {
    const match = text.match(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm'));
    if (!match)
      throw new Error(
        `The status has no ${name}; the process has ended, so start it again and read its log.`,
      );
    return Number(match[1]);
  };
  return { residentKiB: line('VmRSS'), peakKiB: line('VmHWM') };
}

/** Memory of a running process; Linux only. */
export function readMemory(pid: number): Memory {
  return parseStatus(readFileSync(`/proc/${pid}/status`, 'utf8'));
}
