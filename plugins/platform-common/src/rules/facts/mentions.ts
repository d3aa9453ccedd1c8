/**
 * Which service a text of somebody else's is about: a query, the title of a dashboard, labels of a series. Names are compared word
 * by word, so that `trino` is found in `trino_requests_total` and `job="trino"`, and not in `trinomial`.
 */
import { Service } from '../../model';
import { once } from './once';

/** A text as words with one space around each: `rate(trino_up[5m])` is ` rate trino up 5m `. */
export function toWords(text: string): string {
  return ` ${text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()} `;
}

const COMMON: ReadonlySet<string> = new Set([
  'api',
  'web',
  'app',
  'ui',
  'server',
  'worker',
  'db',
  'data',
  'service',
  'main',
  'proxy',
  'job',
]);

/** The names that a service is spoken of by, as words with spaces around; too common ones are none. */
export function namesOf(service: Service): readonly string[] {
  return once(service, 'names', () => {
    const names = [
      service.id,
      ...service.formerIds,
      ...service.workloads.map(({ name }) => name),
    ];
    const words = names
      .filter(name => name.length > 2 && !COMMON.has(name))
      .map(toWords);
    return [...new Set(words)];
  });
}

/** Whether words, made by {@link toWords}, speak of a service. */
export function speaksOf(words: string, service: Service): boolean {
  return namesOf(service).some(name => words.includes(name));
}

/** Things found by the words that they are told in; to look for a service among very many. */
export class WordIndex<T> {
  readonly #byWord = new Map<string, { item: T; words: string }[]>();

  constructor(items: readonly T[], tell: (item: T) => string) {
    for (const item of items) {
      const words = toWords(tell(item));
      for (const word of new Set(words.trim().split(' '))) {
        const list = this.#byWord.get(word);
        if (list) list.push({ item, words });
        else this.#byWord.set(word, [{ item, words }]);
      }
    }
  }

  /** The things that speak of a service, each once. */
  about(service: Service): T[] {
    const found = new Set<T>();
    for (const name of namesOf(service)) {
      const first = name.slice(1, name.indexOf(' ', 1));
      for (const { item, words } of this.#byWord.get(first) ?? []) {
        if (words.includes(name)) found.add(item);
      }
    }
    return [...found];
  }
}
