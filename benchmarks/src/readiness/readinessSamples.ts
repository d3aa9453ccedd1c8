import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InventorySide } from '../inventory/inventorySamples';

/** What reading every score cost. */
export interface ReadSample {
  side: InventorySide;
  milliseconds: number;
  statements: number;
}

/** What judging everything anew cost, with what is written then. */
export interface EvaluationSample extends ReadSample {
  verdicts: number;
}

/** What one changed fact cost, until the score that follows from it can be read. */
export interface ChangeSample extends ReadSample {
  /** Services of the fleet. */
  services: number;
  /** Of the milliseconds, those that judging took. */
  judgeMs: number;
  /** Verdicts that were reached again. */
  verdicts: number;
}

/** How fast verdicts are reached, facts made for them included, without a database. */
export interface RateSample {
  /** What each verdict rests on is kept, so that a change can be judged alone. */
  kept: boolean;
  services: number;
  rules: number;
  verdicts: number;
  /** Processor time of the whole process. */
  cpuMs: number;
}

/** From an event of the cluster to the score that follows from it, through a whole backend. */
export interface ScoreSamples {
  services: number;
  milliseconds: number[];
}

/** Everything that the readiness suite has measured so far. */
export interface ReadinessSamples {
  portal: string;
  peer: string;
  entities: number;
  rules: number;
  /** Verdicts of both sides that were compared before anything was timed, and those that differed. */
  agreement: { compared: number; different: number };
  reads: ReadSample[];
  evaluations: EvaluationSample[];
  changes: ChangeSample[];
  rates: RateSample[];
  /** Absent until it was measured. */
  scores?: ScoreSamples;
}

function fileIn(work: string): string {
  return join(work, 'readiness-samples.json');
}

/** What was measured in this work folder, or undefined when nothing was. */
export function readReadinessSamples(
  work: string,
): ReadinessSamples | undefined {
  return existsSync(fileIn(work))
    ? JSON.parse(readFileSync(fileIn(work), 'utf8'))
    : undefined;
}

/** Written after every part, so that an interrupted suite loses only the part that it was in. */
export function writeReadinessSamples(
  work: string,
  samples: ReadinessSamples,
): void {
  mkdirSync(work, { recursive: true });
  writeFileSync(fileIn(work), `${JSON.stringify(samples, null, 1)}\n`);
}
