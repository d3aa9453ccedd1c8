import { failed, Observation } from '../../model';
import type { Facts } from '../types';
import { FactContext } from './context';
import { KEEPS, Keeper } from './once';
import { FACTS } from './table';
import { FactName } from './types';

/** Names of all facts. */
export const FACT_NAMES: readonly string[] = Object.keys(FACTS);

/** Makes the facts of the given names about one service. */
export function extractFacts<F extends FactName>(
  context: FactContext,
  names: readonly F[],
): Facts<F> {
  const entries = names.map(name => [name, FACTS[name].extract(context)]);
  return Object.fromEntries(entries) as Facts<F>;
}

/** One fact; an extractor that throws leaves the fact unknown, with the reason, and is not asked again and again. */
export function extractSafely(
  context: FactContext,
  name: FactName,
): Observation<unknown> {
  try {
    return (context.facts ?? FACTS)[name].extract(context);
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return failed({
      reason: `The fact ${name} could not be made: ${what}.`,
      now: context.now,
      source: { kind: 'cluster', name: context.service.cluster },
    });
  }
}

/** The facts about one service, made when they are first asked for, each once, however many rules ask. */
export class FactStore {
  readonly context: FactContext;
  readonly #made = new Map<string, Observation<unknown>>();

  constructor(context: FactContext) {
    const kept = new Map<string, unknown>();
    const keeper: Keeper = {
      [KEEPS]<T>(key: string, build: () => T): T {
        const known = kept.get(key);
        if (known !== undefined || kept.has(key)) return known as T;
        const made = build();
        kept.set(key, made);
        return made;
      },
    };
    this.context = { ...context, ...keeper };
  }

  /** The fact of this name. */
  get(name: FactName): Observation<unknown> {
    let fact = this.#made.get(name);
    if (!fact) {
      fact = extractSafely(this.context, name);
      this.#made.set(name, fact);
    }
    return fact;
  }
}

/** Where facts are taken from. */
export type FactSource = Pick<FactStore, 'get'>;

/** Where a view keeps its store; nobody outside this file can name it. */
const STORE = Symbol('store');

interface View {
  [STORE]: FactSource;
}

const shapes = new WeakMap<readonly string[], object>();

/** An object with a getter for each fact that a rule declares; made once a rule. */
function shapeOf(names: readonly FactName[]): object {
  let shape = shapes.get(names);
  if (!shape) {
    shape = {};
    for (const name of names) {
      Object.defineProperty(shape, name, {
        enumerable: true,
        get(this: View) {
          return this[STORE].get(name);
        },
      });
    }
    shapes.set(names, shape);
  }
  return shape;
}

/** What a rule sees of a store: the facts that it declares, each made when the rule looks at it, and no others. */
export function viewFacts(
  rule: { facts: readonly FactName[] },
  store: FactSource,
): Facts {
  const view: Facts & View = Object.create(shapeOf(rule.facts));
  view[STORE] = store;
  return view;
}
