import type { ConnectorPlan } from '../plan';
import { plannedColumns } from '../planColumns';
import { planRest, sourceOf } from '../planRest';
import { z } from 'zod';
import { COMMON_FIELDS } from '../commonFields';
import { columnsField } from '../columnFields';
import { addressField, pathField } from '../fields';
import { checkFormat, csvOf, REST_FORMAT_FIELDS } from '../restFormats';
import {
  RateLimitSchema,
  REST_SHAPE_FIELDS,
  RestAuthenticationSchema,
  RestCursorSchema,
  RestPaginationSchema,
  RestParametersSchema,
  SOURCE_FIELDS,
} from '../restFields';
import { checkColumnsUsed } from '../columns';

/** Any HTTP source that answers JSON, CSV or XML. */
export const RestSpecSchema = z
  .strictObject({
    ...COMMON_FIELDS,
    kind: z.literal('rest'),
    ...SOURCE_FIELDS,
    baseUrl: addressField(['https', 'http']),
    path: pathField(),
    parameters: RestParametersSchema.default([]),
    authentication: RestAuthenticationSchema.default({ kind: 'none' }),
    pagination: RestPaginationSchema.default({ kind: 'none' }),
    cursor: RestCursorSchema.optional(),
    rateLimit: RateLimitSchema.optional(),
    ...REST_FORMAT_FIELDS,
    ...REST_SHAPE_FIELDS,
    columns: columnsField(),
  })
  .superRefine(checkColumnsUsed)
  .superRefine(checkFormat);

/** Any HTTP source. */
export type RestSpec = z.infer<typeof RestSpecSchema>;

/** Everything of a pipeline for any HTTP source that other kinds do not share. */
export function planGenericRest(spec: RestSpec): ConnectorPlan {
  const columns = plannedColumns(spec.columns, spec.missing);
  return planRest(spec, {
    source: sourceOf(spec)(spec.baseUrl),
    summary: `${spec.source} ${spec.path}`,
    baseUrl: spec.baseUrl,
    path: spec.path,
    parameters: spec.parameters,
    authentication: spec.authentication,
    pagination: spec.pagination,
    cursor: spec.cursor,
    rateLimit: spec.rateLimit,
    recordsAt: spec.recordsAt,
    format: spec.format,
    csv: csvOf(spec),
    shape: spec.shape,
    errorsAt: spec.errorAt,
    columns,
    primaryKey: spec.primaryKey,
    caveats: [],
  });
}
