/**
 * What the values of facts look like, for rules that are written as data: which paths there are, and what stands at their ends. The compiler
 * holds this against the types of the facts: a field that is missing here, or is another thing, does not compile.
 */
import { FactName, FactValues } from '../facts/types';
import { RUNNING_SHAPES } from './runningShapes';
import { WATCHED_SHAPES } from './watchedShapes';

/** What stands at a place of a value. `opaque`: nothing that a rule as data may look into. */
export type Shape =
  | 'text'
  | 'instant'
  | 'number'
  | 'number-or-text'
  | 'flag'
  | 'map'
  | 'opaque'
  | readonly [Shape]
  | { readonly [field: string]: Shape };

/** The shapes that a type may have. */
export type ShapeOf<T> =
  | 'opaque'
  | ([T] extends [boolean]
      ? 'flag'
      : [T] extends [number]
      ? 'number'
      : [T] extends [string]
      ? 'text' | 'instant'
      : [T] extends [number | string]
      ? 'number-or-text'
      : [T] extends [readonly (infer E)[]]
      ? readonly [ShapeOf<E>]
      : string extends keyof T
      ? 'map'
      : { readonly [K in keyof T]-?: ShapeOf<Exclude<T[K], undefined>> });

/** Shapes of the values of facts. */
export type FactShapes<N extends FactName> = {
  readonly [K in N]: ShapeOf<FactValues[K]>;
};

/** The shape of the value of every fact. */
export const FACT_SHAPES: FactShapes<FactName> = {
  ...RUNNING_SHAPES,
  ...WATCHED_SHAPES,
};
