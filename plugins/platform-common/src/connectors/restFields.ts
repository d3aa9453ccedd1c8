import { z } from 'zod';
import { columnNamesField } from './columnFields';
import {
  identifierField,
  nameField,
  placeField,
  variableField,
} from './fields';

const parameter = () =>
  z
    .string()
    .max(80, 'use at most 80 characters')
    .regex(
      /^[A-Za-z0-9_$.[\]-]+$/,
      'use letters, digits and _ . - [ ] in the name of a parameter',
    )
    .refine(value => !value.includes('$'), 'leave out $');

/**
 * One of several kinds, without what belongs to the others: a form keeps what was typed before another kind was chosen. What belongs to none is
 * refused, since a mistyped field would be silently ignored.
 */
function ofItsKind<
  T extends z.ZodType & { readonly options: readonly z.ZodObject[] },
>(union: T) {
  const fields = new Set(
    union.options.flatMap(({ shape }) => Object.keys(shape)),
  );
  return z.preprocess(given => {
    if (typeof given !== 'object' || given === null) return given;
    const own = union.options.find(
      ({ shape }) =>
        'kind' in given && shape.kind.safeParse(given.kind).success,
    );
    if (!own) return given;
    return Object.fromEntries(
      Object.entries(given).filter(
        ([field]) => Object.hasOwn(own.shape, field) || !fields.has(field),
      ),
    );
  }, union);
}

const Authentications = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('query'),
    name: parameter(),
    variable: variableField(),
  }),
  z.strictObject({
    kind: z.literal('header'),
    name: z
      .string()
      .max(80, 'use at most 80 characters')
      .regex(/^[A-Za-z][A-Za-z0-9-]*$/, 'name a header such as x-key'),
    variable: variableField(),
  }),
  z.strictObject({ kind: z.literal('bearer'), variable: variableField() }),
  z.strictObject({
    kind: z.literal('basic'),
    user: z
      .string()
      .max(80, 'use at most 80 characters')
      .regex(/^[A-Za-z0-9._@-]+$/, 'write the name of an account'),
    variable: variableField(),
  }),
]);

/** How an HTTP source knows its caller; the key itself comes from the environment. */
export const RestAuthenticationSchema = ofItsKind(Authentications);

const pageSize = () => z.number().int().min(1).max(100_000);

const Paginations = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('page'),
    pageParameter: parameter(),
    first: z.number().int().min(0).max(1).default(1),
    limitParameter: parameter().optional(),
    pageSize: pageSize(),
  }),
  z.strictObject({
    kind: z.literal('offset'),
    offsetParameter: parameter(),
    limitParameter: parameter(),
    first: z.number().int().min(0).max(1).default(0),
    pageSize: pageSize(),
    totalAt: placeField().optional(),
  }),
  z.strictObject({
    kind: z.literal('cursor'),
    cursorParameter: parameter(),
    nextAt: placeField(),
  }),
  z.strictObject({ kind: z.literal('next-url'), nextAt: placeField() }),
  z.strictObject({ kind: z.literal('link-header') }),
  z.strictObject({
    kind: z.literal('last-page'),
    pageParameter: parameter(),
    lastPageAt: placeField(),
    limitParameter: parameter().optional(),
    pageSize: pageSize(),
  }),
]);

/** How the pages of an HTTP source follow each other. */
export const RestPaginationSchema = ofItsKind(Paginations);

/** How a stream is continued: the column that grows, and the parameter that takes the start. */
export const RestCursorSchema = z.strictObject({
  field: identifierField(),
  parameter: parameter().optional(),
  granularity: z.enum(['hour', 'day', 'month', 'year']).default('day'),
  start: z
    .string()
    .regex(
      /^\d{4}(-\d{2}(-\d{2}(T\d{2})?)?)?$/,
      'write a start like 2024-01-02',
    ),
  lookback: z.number().int().min(0).max(400).default(7),
});

/** Fixed parameters of the query. */
export const RestParametersSchema = z
  .array(
    z.strictObject({
      name: parameter(),
      value: z
        .string()
        .max(200, 'use at most 200 characters')
        .regex(
          /^[A-Za-z0-9 _.,:;*+@/[\]()-]*$/,
          'use letters, digits and plain punctuation',
        ),
    }),
  )
  .max(40, 'name at most 40')
  .refine(
    all => new Set(all.map(one => one.name)).size === all.length,
    'names one parameter twice; name each once',
  )
  .refine(
    all => !all.some(one => /key|token|secret|password/i.test(one.name)),
    'looks like a key; a key belongs in authentication, by the name of its variable',
  );

/** Where the rows are in an answer, and what an answer in disguise looks like. */
export const REST_SHAPE_FIELDS = {
  recordsAt: placeField().default(''),
  shape: z.enum(['objects', 'table', 'keyed']).default('objects'),
  errorAt: z.array(placeField()).max(10).default([]),
  primaryKey: columnNamesField(),
  missing: z
    .array(
      z
        .string()
        .max(10)
        .regex(/^[A-Za-z0-9 ./*-]*$/),
    )
    .max(10)
    .default(['']),
};

/** Calls that the source allows. */
export const RateLimitSchema = z.strictObject({
  perSecond: z.number().positive().max(1000).optional(),
  perMinute: z.number().int().positive().max(100_000).optional(),
  perDay: z.number().int().positive().max(10_000_000).optional(),
});

/** Who the data comes from, for kinds that know no publisher. */
export const SOURCE_FIELDS = {
  /** Name of the source in the catalog. */
  source: nameField(),
  /** The repository declares the source; off when the catalog has it already. */
  declareSource: z.boolean().default(true),
};
