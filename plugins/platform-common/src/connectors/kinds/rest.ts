import { z } from 'zod';
import { COMMON_FIELDS } from '../commonFields';
import { addressField, columnsField, nameField, pathField } from '../fields';
import {
  RateLimitSchema,
  REST_SHAPE_FIELDS,
  RestAuthenticationSchema,
  RestCursorSchema,
  RestPaginationSchema,
  RestParametersSchema,
} from '../restFields';
import { checkColumnsUsed } from '../columns';

/** Any HTTP source that answers JSON. */
export const RestSpecSchema = z
  .strictObject({
    ...COMMON_FIELDS,
    kind: z.literal('rest'),
    /** Catalog name of the source; declared by the repository unless it is there. */
    source: nameField(),
    baseUrl: addressField(['https', 'http']),
    path: pathField(),
    parameters: RestParametersSchema.default([]),
    authentication: RestAuthenticationSchema.default({ kind: 'none' }),
    pagination: RestPaginationSchema.default({ kind: 'none' }),
    cursor: RestCursorSchema.optional(),
    rateLimit: RateLimitSchema.optional(),
    ...REST_SHAPE_FIELDS,
    columns: columnsField(),
  })
  .superRefine(checkColumnsUsed);

/** Any HTTP source. */
export type RestSpec = z.infer<typeof RestSpecSchema>;
