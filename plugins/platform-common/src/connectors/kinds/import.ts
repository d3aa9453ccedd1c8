import { z } from 'zod';
import { RestAuthenticationSchema, SOURCE_FIELDS } from '../restFields';
import { COMMON_FIELDS } from '../commonFields';
import { columnNamesField, optionalColumnsField } from '../columnFields';
import { placeField } from '../fields';
import { LONGEST_DOCUMENT } from './openapi';

/** A connector that somebody declared elsewhere. */
export const ImportSpecSchema = z.strictObject({
  ...COMMON_FIELDS,
  kind: z.literal('import'),
  ...SOURCE_FIELDS,
  /** `airbyte`: a low-code manifest; `uis`: a provider of the Unified Ingestion Spec 1.1; `workflow`: a home-made workflow JSON. */
  format: z.enum(['airbyte', 'uis', 'workflow']),
  /** The document, YAML or JSON. */
  document: z
    .string()
    .min(2, 'paste the document')
    .max(LONGEST_DOCUMENT, `use at most ${LONGEST_DOCUMENT} characters`),
  /** Which stream or endpoint of the document; its only one when left out. */
  stream: z
    .string()
    .max(120, 'use at most 120 characters')
    .regex(/^[A-Za-z0-9_ .-]+$/, 'write the name of a stream of the document')
    .optional(),
  /** What the document does not say. */
  columns: optionalColumnsField(),
  primaryKey: columnNamesField().optional(),
  recordsAt: placeField().optional(),
  authentication: RestAuthenticationSchema.optional(),
});

/** A connector that somebody declared elsewhere. */
export type ImportSpec = z.infer<typeof ImportSpecSchema>;
