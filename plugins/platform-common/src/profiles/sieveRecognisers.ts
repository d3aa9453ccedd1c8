/**
 * Which recognisers are worth asking about an object. There are hundreds, and most workloads are no software that any of
 * them knows; so all patterns for one trait are put into one, and a trait that it does not fit rules all of them out
 * at once. What is left is asked one by one, in the order of the profiles: the sieve decides nothing.
 */
import { Profile, Recogniser } from './types';

/** What recognisers look at, read once an object and not once a recogniser. */
export interface Traits {
  kind: string;
  group: string;
  name: string;
  /** Labels of the object, completed by those of its pod template. */
  labels: Readonly<Record<string, string>>;
  image?: string;
  /** Repositories of the main image: as it stands, and what it may have been made from. */
  repositories?: readonly string[];
  chart?: string;
}

/** A recogniser with the profile that it is of. */
export interface Question {
  profile: Profile;
  recogniser: Recogniser;
  /** Its place among all, in the order of the profiles. */
  at: number;
}

/** A pattern that can be a part of another: without flags, and with nothing in it that counts groups. */
function isPlain({ source, flags }: RegExp): boolean {
  return flags === '' && !/\\[1-9k]|\(\?</.test(source);
}

const NONE: readonly Question[] = [];

/** Questions that share a trait, and the pattern that the trait fits when it fits that of any of them. */
class Mesh {
  readonly #questions: Question[] = [];
  readonly #sources = new Set<string>();
  #open = false;
  #any: RegExp | undefined;

  add(question: Question, pattern: string | RegExp): void {
    this.#questions.push(question);
    if (typeof pattern === 'string')
      this.#sources.add(`^${pattern.replace(/[^\w-]/g, '\\$&')}$`);
    else if (isPlain(pattern)) this.#sources.add(pattern.source);
    else this.#open = true;
  }

  #fits(value: string): boolean {
    this.#any ??= new RegExp(
      [...this.#sources].map(source => `(?:${source})`).join('|'),
    );
    return this.#any.test(value);
  }

  /** The questions that a value of the trait does not rule out. */
  pass(value: string): readonly Question[] {
    return this.#open || this.#fits(value) ? this.#questions : NONE;
  }

  /** Has the pattern compiled: for the first use, and at the second one for speed. */
  prepare(): void {
    if (this.#open) return;
    this.#fits('');
    this.#fits('');
  }
}

/** See above. */
export class Sieve {
  readonly #byKind = new Map<string, Question[]>();
  readonly #byLabel = new Map<string, Mesh>();
  readonly #images = new Mesh();
  readonly #charts = new Mesh();
  readonly #names = new Mesh();
  /** Those that ask for nothing that rules anything out. */
  readonly #always: Question[] = [];

  constructor(profiles: readonly Profile[]) {
    let at = 0;
    for (const profile of profiles) {
      for (const recogniser of profile.recognise) {
        this.#add({ profile, recogniser, at });
        at += 1;
      }
    }
  }

  /** Every condition of a recogniser must hold, so any one of them may rule it out. */
  #add(question: Question): void {
    const { kinds, image, chart, name, labels } = question.recogniser;
    if (kinds) for (const kind of kinds) this.#addKind(kind, question);
    else if (image) this.#images.add(question, image);
    else if (chart) this.#charts.add(question, chart);
    else if (name) this.#names.add(question, name);
    else if (labels) this.#addLabels(labels, question);
    else this.#always.push(question);
  }

  #addKind(kind: string, question: Question): void {
    const known = this.#byKind.get(kind);
    if (known) known.push(question);
    else this.#byKind.set(kind, [question]);
  }

  #addLabels(
    labels: Readonly<Record<string, string | RegExp>>,
    question: Question,
  ): void {
    for (const [key, pattern] of Object.entries(labels)) {
      const mesh = this.#byLabel.get(key) ?? new Mesh();
      this.#byLabel.set(key, mesh);
      mesh.add(question, pattern);
    }
  }

  /** Does at once what the first objects would otherwise have to wait for. */
  prepare(): void {
    for (const mesh of [this.#images, this.#charts, this.#names])
      mesh.prepare();
  }

  /** The recognisers that may apply to an object, in the order of the profiles. */
  pass(traits: Traits): readonly Question[] {
    const { kind, repositories = [], chart, name, labels } = traits;
    const passed = [...this.#always];
    const add = (questions: readonly Question[] = NONE) => {
      for (const question of questions) passed.push(question);
    };
    add(this.#byKind.get(kind));
    for (const repository of repositories) add(this.#images.pass(repository));
    if (chart !== undefined) add(this.#charts.pass(chart));
    add(this.#names.pass(name));
    for (const key of Object.keys(labels))
      add(this.#byLabel.get(key)?.pass(labels[key]));
    if (passed.length < 2) return passed;
    return [...new Set(passed)].sort((one, other) => one.at - other.at);
  }
}
