import { markVerdict, Standing } from './Standing';
import { keyOf, LoadedRow, markOf, ThingKey, TimelineRow } from './rows';

/** What tells whether a thing that is in force still is the same. */
export interface Mark {
  key: ThingKey;
  mark: string;
}

/** What is in force. */
export interface Marks {
  /** Settings and scores, by key. */
  things: Map<string, Mark>;
  /** Verdicts, by service. */
  standings: Map<string, Standing>;
}

/** Nothing is in force. */
export function noMarks(): Marks {
  return { things: new Map(), standings: new Map() };
}

function markRow(row: TimelineRow): Mark {
  const { kind, subject, name } = row;
  return { key: { kind, subject, name }, mark: markOf(row) };
}

/** Collects what begins of settings and scores, and knows in the end what is no longer there. */
export class Difference {
  readonly begun: TimelineRow[] = [];
  /** What begins, by key: texts that were made to compare are not made again to be remembered. */
  readonly marked = new Map<string, Mark>();
  readonly ended: ThingKey[] = [];
  readonly #things: Marks['things'];
  readonly #seen = new Set<string>();
  readonly #untouched = new Set<string>();
  #known = 0;

  constructor({ things }: Marks) {
    this.#things = things;
  }

  /** Whether something is not in force yet; it begins then. */
  takeRow(row: TimelineRow): boolean {
    const key = keyOf(row);
    const { key: thing, mark } = markRow(row);
    this.#seen.add(key);
    const held = this.#things.get(key);
    if (held) this.#known += 1;
    if (held?.mark === mark) return false;
    if (held) this.ended.push(held.key);
    this.begun.push(row);
    this.marked.set(key, { key: thing, mark });
    return true;
  }

  /** The score of a service is in force as it is. */
  pass(serviceId: string): void {
    this.#untouched.add(serviceId);
    this.#known += 1;
  }

  /** Ends what was not taken. */
  endRest(): void {
    if (this.#known === this.#things.size) return;
    for (const [key, { key: parts }] of this.#things) {
      if (!this.#seen.has(key) && !this.#isUntouched(parts))
        this.ended.push(parts);
    }
  }

  #isUntouched({ kind, subject, name }: ThingKey): boolean {
    const isOfService = kind === 'score' && subject === 'service';
    return isOfService && this.#untouched.has(name);
  }
}

/** Standings of which those that are touched are copies. */
class Standings {
  readonly all: Map<string, Standing>;
  readonly #copied = new Set<string>();

  constructor(before: ReadonlyMap<string, Standing>) {
    this.all = new Map(before);
  }

  of(serviceId: string): Standing {
    const known = this.all.get(serviceId);
    if (known && this.#copied.has(serviceId)) return known;
    const copy: Standing = {
      sheet: known?.sheet ?? false,
      marks: new Map(known?.marks),
      own: new Set(known?.own),
    };
    this.#copied.add(serviceId);
    this.all.set(serviceId, copy);
    return copy;
  }

  end({ kind, subject, name }: LoadedRow): void {
    if (kind === 'sheet') {
      this.all.delete(subject);
      return;
    }
    const standing = this.of(subject);
    standing.marks.delete(name);
    standing.own.delete(name);
    if (!standing.sheet && standing.marks.size === 0) this.all.delete(subject);
  }

  begin({ kind, subject, name, ref, body, listed }: LoadedRow): void {
    const standing = this.of(subject);
    if (kind === 'sheet') standing.sheet = true;
    else standing.marks.set(name, markVerdict(ref ?? '', body));
    if (kind === 'verdict' && !listed) standing.own.add(name);
  }
}

function isOfVerdicts({ kind }: LoadedRow): boolean {
  return kind === 'verdict' || kind === 'sheet';
}

/** The marks after rows ended and began; what sheets list comes before rows of their own. */
export function reviseMarks(before: Marks, rows: readonly LoadedRow[]): Marks {
  const things = new Map(before.things);
  const standings = new Standings(before.standings);
  for (const row of rows) {
    if (row.until === null) continue;
    if (isOfVerdicts(row)) standings.end(row);
    else things.delete(keyOf(row));
  }
  for (const row of rows) {
    if (row.until !== null) continue;
    if (isOfVerdicts(row)) standings.begin(row);
    else things.set(keyOf(row), markRow(row));
  }
  return { things, standings: standings.all };
}
