import { z } from 'zod';
import { COMMON_FIELDS } from '../commonFields';
import { columnNamesField } from '../columnFields';
import { placeField } from '../fields';
import {
  RateLimitSchema,
  RestAuthenticationSchema,
  RestCursorSchema,
  RestPaginationSchema,
  RestParametersSchema,
  SOURCE_FIELDS,
} from '../restFields';

/** Most characters of a document that is pasted into a form. */
export const LONGEST_DOCUMENT = 400_000;

/** One operation of an API that an OpenAPI 3 document describes. */
export const OpenapiSpecSchema = z.strictObject({
  ...COMMON_FIELDS,
  kind: z.literal('openapi'),
  ...SOURCE_FIELDS,
  /** The document, YAML or JSON. */
  document: z
    .string()
    .min(20, 'paste the OpenAPI document')
    .max(LONGEST_DOCUMENT, `use at most ${LONGEST_DOCUMENT} characters`),
  /** The path of a GET operation, as the document writes it. */
  operation: z
    .string()
    .max(200, 'use at most 200 characters')
    .regex(
      /^\/[A-Za-z0-9._~/{}-]*$/,
      'write the path of a GET operation of the document',
    )
    .refine(
      value => !/\{\{|\}\}|\.\./.test(value),
      'leave out double braces and ..',
    ),
  /** Values of the operation's parameters. */
  parameters: RestParametersSchema.default([]),
  authentication: RestAuthenticationSchema.optional(),
  pagination: RestPaginationSchema.default({ kind: 'none' }),
  cursor: RestCursorSchema.optional(),
  rateLimit: RateLimitSchema.optional(),
  /** Where the rows are; found in the response's schema when left out. */
  recordsAt: placeField().optional(),
  primaryKey: columnNamesField(),
});

/** One operation of a described API. */
export type OpenapiSpec = z.infer<typeof OpenapiSpecSchema>;
