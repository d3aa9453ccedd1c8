import { z } from 'zod';
import { COMMON_FIELDS } from '../commonFields';
import { dayField, idField, idsField } from '../fields';

/** Who is told when a connector misbehaves: weather.gov refuses callers without it. */
const CONTACT =
  /^[A-Za-z0-9._+-]{1,60}@[A-Za-z0-9-]{1,60}(\.[A-Za-z0-9-]{1,60}){1,4}$/;

/** Observed climate (CDO version 2), or the forecast by the hour of a grid point (api.weather.gov). */
export const NoaaSpecSchema = z
  .strictObject({
    ...COMMON_FIELDS,
    kind: z.literal('noaa'),
    service: z.enum(['cdo', 'forecast']).default('cdo'),
    dataset: z.enum(['GHCND', 'GSOM', 'GSOY']).default('GHCND'),
    station: idField('GHCND:USW00013874').optional(),
    datatypes: idsField('TMAX', 20).optional(),
    start: dayField().optional(),
    /** Office and place of a grid point: what `/points/<latitude>,<longitude>` answers. */
    office: z
      .string()
      .regex(/^[A-Z]{3}$/, 'write three letters such as OKX')
      .optional(),
    gridX: z.number().int().min(0).max(500).optional(),
    gridY: z.number().int().min(0).max(500).optional(),
    contact: z
      .string()
      .regex(CONTACT, 'write an e-mail address that somebody reads')
      .optional(),
  })
  .superRefine((spec, context) => {
    const needed =
      spec.service === 'cdo'
        ? (['station', 'datatypes', 'start'] as const)
        : (['office', 'gridX', 'gridY', 'contact'] as const);
    for (const field of needed) {
      if (spec[field] === undefined) {
        context.addIssue({
          code: 'custom',
          path: [field],
          message: `is empty; the service '${spec.service}' needs it`,
        });
      }
    }
  });

/** What is read from NOAA. */
export type NoaaSpec = z.infer<typeof NoaaSpecSchema>;
