/**
 * What a manifest sets and a cluster has otherwise. Only what the manifest says counts: what an API server, a controller or an
 * admission webhook adds is not the manifest's business. So a manifest laid upon the object that a server made of it shows no
 * difference, whatever defaults were filled in.
 */
import {
  asObject,
  JsonObject,
  JsonValue,
  KubernetesObject,
} from '../../kubernetes';
import { readMarks } from '../../redaction';
import { DeclaredDifference } from './comparison';
import { asListMaps } from './listKeys';
import { sameScalar } from './sameScalar';

/** Of `metadata` only these are declared; the rest is written by servers, or is the identity itself. */
const METADATA = ['labels', 'annotations', 'finalizers'];
/** Never declared, or known under another name. */
const IGNORED = new Set([
  'status',
  'metadata',
  'apiVersion',
  'kind',
  'stringData',
  'binaryData',
]);
const LONGEST = 200;

function show(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

/** A server leaves out what says nothing: `""`, `0`, `false`, `{}`, `[]`, `null`. */
function saysNothing(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (value === 0 || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.values(value).every(saysNothing);
}

/** What was withheld on either side cannot be compared. */
function isWithheld(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && readMarks(value).length > 0;
}

class Comparison {
  readonly differences: DeclaredDifference[] = [];
  readonly #ignored: ReadonlySet<string>;

  constructor(ignored: ReadonlySet<string>) {
    this.#ignored = ignored;
  }

  #differ(
    path: readonly string[],
    declared: JsonValue,
    observed: JsonValue | undefined,
  ): void {
    this.differences.push({
      path: path.join('.').replaceAll('.[', '['),
      declared: show(declared),
      ...(observed === undefined ? {} : { observed: show(observed) }),
    });
  }

  compare(
    path: readonly string[],
    declared: JsonValue | undefined,
    observed: JsonValue | undefined,
  ): void {
    if (
      declared === undefined ||
      declared === null ||
      this.#ignored.has(path.join('.'))
    )
      return;
    if (saysNothing(declared) && saysNothing(observed)) return;
    if (isWithheld(declared) || isWithheld(observed)) return;
    if (observed === undefined || observed === null) {
      this.#differ(path, declared, undefined);
    } else if (Array.isArray(declared)) {
      this.#compareList(path, declared, observed);
    } else if (typeof declared === 'object') {
      const isMapping =
        typeof observed === 'object' && !Array.isArray(observed);
      if (isMapping) this.compareFields(path, declared, observed);
      else this.#differ(path, declared, observed);
    } else if (
      typeof observed === 'object' ||
      !sameScalar(declared, observed, path)
    ) {
      this.#differ(path, declared, observed);
    }
  }

  compareFields(
    path: readonly string[],
    declared: JsonObject,
    observed: JsonObject,
    fields = Object.keys(declared),
  ): void {
    for (const field of fields) {
      const theirs = Object.hasOwn(observed, field)
        ? observed[field]
        : undefined;
      this.compare([...path, field], declared[field], theirs);
    }
  }

  #compareList(
    path: readonly string[],
    declared: JsonValue[],
    observed: JsonValue,
  ): void {
    if (!Array.isArray(observed)) {
      this.#differ(path, declared, observed);
      return;
    }
    const maps = asListMaps(path.at(-1) ?? '', declared, observed);
    if (maps) {
      for (const [key, item] of maps.declared) {
        this.compare([...path, `[${key}]`], item, maps.observed.get(key));
      }
      return;
    }
    if (path.at(-1) === 'finalizers') {
      const isThere = declared.every(item => observed.includes(item));
      if (!isThere) this.#differ(path, declared, observed);
      return;
    }
    if (declared.length !== observed.length) {
      this.#differ(path, declared, observed);
      return;
    }
    for (const [at, item] of declared.entries()) {
      this.compare([...path, `[${at}]`], item, observed[at]);
    }
  }
}

/**
 * The fields that `declared` sets and `observed` has otherwise.
 *
 * @param ignored - dotted paths that somebody else decides about: `spec.replicas` under an autoscaler
 */
export function differencesOf(
  declared: KubernetesObject,
  observed: KubernetesObject,
  ignored: ReadonlySet<string> = new Set(),
): DeclaredDifference[] {
  const comparison = new Comparison(ignored);
  const [ours, theirs] = [declared, observed].map(({ metadata }) =>
    asObject(metadata),
  );
  comparison.compareFields(['metadata'], ours, theirs, METADATA);
  for (const field of Object.keys(declared)) {
    if (IGNORED.has(field)) continue;
    const pair = [declared[field], observed[field]] as (
      | JsonValue
      | undefined
    )[];
    comparison.compare([field], pair[0], pair[1]);
  }
  return comparison.differences;
}
