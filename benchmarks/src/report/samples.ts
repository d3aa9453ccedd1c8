import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Side } from './figures';

/** One installation of a tree. */
export interface InstallSample {
  side: Side;
  milliseconds: number;
}

/** One start of an app; milliseconds since the process was started, memory in KiB. */
export interface StartSample {
  side: Side;
  /** Until the backend says that it is ready. */
  readyMs: number;
  /** Until a browser shows the sign-in page with a button that can be pressed. */
  pageMs: number;
  /** Resident memory of the backend process 60 s after the page, and its highest so far. */
  residentKiB: number;
  peakKiB: number;
  /** The portal's demo platform, which is a process of its own and in none of the figures above. */
  platform?: { startMs: number; residentKiB: number };
}

/** Everything measured so far; a suite that was not run is empty. */
export interface Samples {
  /** The portal's commit and the stock app's origin. */
  portal: string;
  stock: string;
  install: InstallSample[];
  start: StartSample[];
}

function fileIn(work: string): string {
  return join(work, 'samples.json');
}

/** What was measured in this work folder, or undefined when nothing was. */
export function readSamples(work: string): Samples | undefined {
  return existsSync(fileIn(work))
    ? JSON.parse(readFileSync(fileIn(work), 'utf8'))
    : undefined;
}

/** Written after every run, so that an interrupted suite loses only the run it was in. */
export function writeSamples(work: string, samples: Samples): void {
  mkdirSync(dirname(fileIn(work)), { recursive: true });
  writeFileSync(fileIn(work), `${JSON.stringify(samples, null, 2)}\n`);
}
