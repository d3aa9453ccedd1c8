/*
 * Three ways at once: a file as its template wrote it when the pipeline was made or last changed, as it stands, and as today's template writes it.
 * A repository says itself which files were generated, with the digest of each, so that what somebody edited by hand is known without asking them. It
 * is never written over in silence: where the template writes the file as before, the edit stays; where both changed other lines, both stand; and
 * where they meet, a person decides. What a template wrote once and writes no more goes, unless it was edited.
 */
import {
  EditDecision,
  EditedFile,
  mergeTexts,
} from '@254carbon/backstage-plugin-platform-common';
import { isBinary } from '../preview/judgeFiles';
import { digestOfFile, isPortalsOwn } from './readGeneration';

/** Files by path. */
export type Files = ReadonlyMap<string, Buffer>;

/** The sides that are put together. */
export interface Sides {
  standing: Files;
  /** What the template writes today. */
  written: Files;
  /** Digests of what it wrote before; undefined where the repository does not say. */
  recorded: Readonly<Record<string, string>> | undefined;
  /** What it wrote before, as far as the history still has it. */
  bases: Files;
  /** What somebody said about files that both changed. */
  decisions: Readonly<Record<string, EditDecision>>;
}

/** What a commit would do. */
export interface KeptEdits {
  /** Every file afterwards. */
  files: Files;
  write: Files;
  remove: string[];
  edited: EditedFile[];
}

/** What becomes of one path. */
type Fate =
  | { what: 'stay'; edited?: EditedFile }
  | { what: 'write'; content: Buffer; edited?: EditedFile }
  | { what: 'remove' };

const STAY: Fate = { what: 'stay' };

function digestBefore(recorded: Sides['recorded'], path: string) {
  return recorded && Object.hasOwn(recorded, path) ? recorded[path] : undefined;
}

/** Paths that were edited by hand and that the template writes in another way than before: only for them the history is needed. */
export function needBases({
  standing,
  written,
  recorded = {},
}: Pick<Sides, 'standing' | 'written' | 'recorded'>): string[] {
  return Object.entries(recorded)
    .filter(([path, digest]) => {
      const stands = standing.get(path);
      const next = written.get(path);
      return (
        stands !== undefined &&
        next !== undefined &&
        !stands.equals(next) &&
        digestOfFile(stands) !== digest &&
        digestOfFile(next) !== digest
      );
    })
    .map(([path]) => path);
}

function merge(path: string, sides: Sides): Buffer | undefined {
  const base = sides.bases.get(path);
  const mine = sides.standing.get(path);
  const theirs = sides.written.get(path);
  if (!base || !mine || !theirs || [base, mine, theirs].some(isBinary))
    return undefined;
  const [one, two, three] = [base, mine, theirs].map(each =>
    each.toString('utf8'),
  );
  const text = mergeTexts({ base: one, mine: two, theirs: three });
  return text === undefined ? undefined : Buffer.from(text);
}

/** Both changed it, and nobody but a person can say what is meant. */
function decide(path: string, next: Buffer, sides: Sides): Fate {
  const stands = sides.standing.has(path);
  const decision = Object.hasOwn(sides.decisions, path)
    ? sides.decisions[path]
    : undefined;
  const edited = (outcome: EditedFile['outcome'], message: string) => ({
    path,
    outcome,
    mayDecide: true,
    message,
  });
  if (decision === 'keep') {
    return {
      what: 'stay',
      edited: edited(
        'kept',
        stands
          ? 'Stays as it was edited; what the template would write is left out.'
          : 'Stays away.',
      ),
    };
  }
  if (decision === 'replace') {
    const message = stands
      ? 'Is written as the template has it; the edit is left to the history of the repository.'
      : 'Is written again.';
    return {
      what: 'write',
      content: next,
      edited: edited('replaced', message),
    };
  }
  const message = stands
    ? 'Was edited by hand, and the template now writes it in another way.'
    : 'Was removed by hand, and the template now writes it in another way.';
  return { what: 'stay', edited: edited('undecided', message) };
}

function kept(path: string, message: string): Fate {
  const edited = { path, outcome: 'kept' as const, mayDecide: false, message };
  return { what: 'stay', edited };
}

/** A file that the template writes. */
function fateOfWritten(path: string, next: Buffer, sides: Sides): Fate {
  const stands = sides.standing.get(path);
  if (stands?.equals(next)) return STAY;
  const written: Fate = { what: 'write', content: next };
  if (!sides.recorded || isPortalsOwn(path)) return written;
  const digest = digestBefore(sides.recorded, path);
  // A new file of the template; who has put one there already is asked.
  if (digest === undefined) return stands ? decide(path, next, sides) : written;
  if (stands && digestOfFile(stands) === digest) return written;
  if (digestOfFile(next) === digest)
    return kept(
      path,
      stands
        ? 'Was edited by hand and stays so; the template writes it as before.'
        : 'Was removed by hand and stays away.',
    );
  const merged = merge(path, sides);
  if (!merged) return decide(path, next, sides);
  const message =
    'Was edited by hand; the edit and what the template writes now are put together.';
  const edited = {
    path,
    outcome: 'merged' as const,
    mayDecide: false,
    message,
  };
  return stands?.equals(merged)
    ? { what: 'stay', edited }
    : { what: 'write', content: merged, edited };
}

/** A file that the template wrote once and writes no more. */
function fateOfLeft(path: string, stands: Buffer, sides: Sides): Fate {
  const digest = digestBefore(sides.recorded, path);
  if (digest === undefined) {
    // An older runtime, of which the repository depends no more.
    const isOld = sides.recorded !== undefined && isPortalsOwn(path);
    return isOld ? { what: 'remove' } : STAY;
  }
  return digestOfFile(stands) === digest
    ? { what: 'remove' }
    : kept(
        path,
        'Was edited by hand and stays; the template writes it no more.',
      );
}

/** Puts the sides together. */
export function keepEdits(sides: Sides): KeptEdits {
  const { standing, written } = sides;
  const files = new Map(standing);
  const write = new Map<string, Buffer>();
  const remove: string[] = [];
  const edited: EditedFile[] = [];
  for (const path of [
    ...new Set([...standing.keys(), ...written.keys()]),
  ].sort()) {
    const next = written.get(path);
    const stands = standing.get(path);
    const fate = next
      ? fateOfWritten(path, next, sides)
      : fateOfLeft(path, stands ?? Buffer.of(), sides);
    if (fate.what !== 'remove' && fate.edited) edited.push(fate.edited);
    if (fate.what === 'write') {
      write.set(path, fate.content);
      files.set(path, fate.content);
    } else if (fate.what === 'remove') {
      remove.push(path);
      files.delete(path);
    }
  }
  return { files, write, remove, edited };
}
