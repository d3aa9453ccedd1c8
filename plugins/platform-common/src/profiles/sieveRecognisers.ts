/**
 * Which recognisers are worth asking about an object. There are hundreds, and most workloads are no software that any of
 * them knows; so all patterns for one trait are put into one, and a trait that it does not fit rules all of them out
 * at once. What is left is asked one by one, in the order of the profiles: the sieve decides nothing.
 */
import { Profile, Recogniser } from './types';

/** What recognisers look at, read once an object and not once a recogniser. */
export interface Traits {
  kind: string;
  apiVersion: string;
  name: string;
  /** Labels of the object. */
  labels: Labels;
  /** Labels of its pod template, which complete those. */
  templateLabels: Labels;
  /** The main image. */
  image: string | undefined;
  /** Repositories of the main image: as it stands, and what it may have been made from. */
  repositories: readonly string[];
  chart: string | undefined;
}

type Labels = Readonly<Record<string, string>>;

const NO_LABELS: Labels = {};

/** A recogniser with the profile that it is of. */
export interface Question {
  profile: Profile;
  recogniser: Recogniser;
  /** Its place among all, in the order of the profiles. */
  at: number;
}

const NONE: readonly Question[] = [];

/** A pattern that can be a part of another: without flags, and with nothing in it that counts groups. */
function isPlain({ source, flags }: RegExp): boolean {
  return flags === '' && !/\\[1-9k]|\(\?</.test(source);
}

function isImageless({ recogniser }: Question): boolean {
  return recogniser.image === undefined;
}

function addAll(
  passed: Question[],
  questions: readonly Question[] = NONE,
): void {
  if (questions.length > 0) passed.push(...questions);
}

/** How most patterns of images begin: behind a slash, or at the beginning. */
const SEGMENT = '(^|\\/)';

/** Whether a pattern is one thing after the other, without a choice but within parentheses. */
function isSequence(source: string): boolean {
  const open = source.replace(/\([^()]*\)/g, '');
  return !open.includes('|') && !/\\[()]/.test(source);
}

/** One pattern that fits what any of these fits. Those that begin alike are tried where that beginning is, and not everywhere. */
function joinPatterns(sources: readonly string[]): RegExp {
  const segments: string[] = [];
  const others: string[] = [];
  for (const source of sources) {
    if (source.startsWith(SEGMENT) && isSequence(source))
      segments.push(source.slice(SEGMENT.length));
    else others.push(`(?:${source})`);
  }
  const all =
    segments.length > 0
      ? [`(?:^|\\/)(?:${segments.join('|')})`, ...others]
      : others;
  return new RegExp(all.join('|'));
}

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
    this.#any ??= joinPatterns([...this.#sources]);
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

  /** Adds what some labels let pass, but for those that others say otherwise. */
  #passLabels(passed: Question[], labels: Labels, others: Labels): void {
    for (const key in labels) {
      if (others[key] !== undefined) continue;
      const mesh = this.#byLabel.get(key);
      if (mesh) addAll(passed, mesh.pass(labels[key]));
    }
  }

  /** Does at once what the first objects would otherwise have to wait for. */
  prepare(): void {
    for (const mesh of [this.#images, this.#charts, this.#names])
      mesh.prepare();
    for (const mesh of this.#byLabel.values()) mesh.prepare();
  }

  /**
   * The recognisers that may apply to an object, in the order of the profiles.
   *
   * @param byImage - Whether those count that look at its image.
   */
  pass(traits: Traits, byImage: boolean): readonly Question[] {
    const { kind, repositories, chart, name, labels, templateLabels } = traits;
    const passed = [...this.#always];
    addAll(passed, this.#byKind.get(kind));
    if (byImage)
      for (let at = 0; at < repositories.length; at += 1)
        addAll(passed, this.#images.pass(repositories[at]));
    if (chart !== undefined) addAll(passed, this.#charts.pass(chart));
    addAll(passed, this.#names.pass(name));
    this.#passLabels(passed, labels, NO_LABELS);
    this.#passLabels(passed, templateLabels, labels);
    if (passed.length === 0) return NONE;
    const asked = byImage ? passed : passed.filter(isImageless);
    if (asked.length < 2) return asked;
    return [...new Set(asked)].sort((one, other) => one.at - other.at);
  }
}
