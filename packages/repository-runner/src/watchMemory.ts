import { readFileSync } from 'node:fs';

const INTERVAL_MS = 100;

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** MiB of resident memory of a process and of all below it; `undefined` where the system does not tell. */
function residentMb(pid: number): number | undefined {
  const status = readText(`/proc/${pid}/status`);
  if (status === undefined) return undefined;
  const own = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
  const children = readText(`/proc/${pid}/task/${pid}/children`) ?? '';
  const below = children.split(' ').filter(Boolean);
  return below.reduce(
    (sum, child) => sum + (residentMb(Number(child)) ?? 0),
    own,
  );
}

/** Whether the system tells how much memory a process has. */
export function canWatchMemory(): boolean {
  return residentMb(process.pid) !== undefined;
}

/** Calls `onExceeded` once when a process and what is below it has more than `memoryMb`; gives what ends the watch. */
export function watchMemory(
  pid: number,
  memoryMb: number,
  onExceeded: () => void,
): () => void {
  const timer = setInterval(() => {
    if ((residentMb(pid) ?? 0) > memoryMb) {
      clearInterval(timer);
      onExceeded();
    }
  }, INTERVAL_MS);
  return () => clearInterval(timer);
}
