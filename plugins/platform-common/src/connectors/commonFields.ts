import { z } from 'zod';
import { isPinned } from '../manifests';
import {
  addressField,
  identifierField,
  nameField,
  ownerField,
  scheduleField,
  timezoneField,
  wordsField,
} from './fields';

/** What happens to a row whose shape is not the agreed one. */
export const CONTRACTS = [
  'evolve',
  'freeze',
  'discard_row',
  'discard_value',
] as const;

/** Where rows go: files on the pipeline's volume, objects in a bucket, a table by Trino, or a table by its own commits. */
export const SINKS = ['files', 's3', 'trino', 'iceberg'] as const;

/** Where rows go. */
export type SinkKind = (typeof SINKS)[number];

const ContractSchema = z.strictObject({
  newColumn: z.enum(CONTRACTS, {
    error: `choose one of ${CONTRACTS.join(', ')}`,
  }),
  wrongType: z.enum(CONTRACTS, {
    error: `choose one of ${CONTRACTS.join(', ')}`,
  }),
});

/** One word for both: columns may be added under `evolve`, but a value of a wrong type is never let in. */
function contractOf(given: unknown): unknown {
  if (given === 'evolve') {
    return { newColumn: 'evolve', wrongType: 'discard_row' };
  }
  return typeof given === 'string'
    ? { newColumn: given, wrongType: given }
    : given;
}

function tableOf(given: unknown): unknown {
  if (typeof given !== 'string') return given;
  const [namespace, name, ...rest] = given.split('.');
  return rest.length > 0 ? { namespace, name: given } : { namespace, name };
}

/** What every connector is asked; the names bind the form, the actions and the preview. */
export const COMMON_FIELDS = {
  /** Names the pipeline, its repository, its workload, its workflow and its catalog entity. */
  name: nameField(),
  title: wordsField(100).optional(),
  description: wordsField(300).optional(),
  owner: ownerField(),
  /** Kubernetes namespace. */
  namespace: nameField(63).default('data-platform'),
  /** Five fields, in `timezone`. */
  schedule: scheduleField(),
  timezone: timezoneField().default('UTC'),
  scheduler: z.enum(['kubernetes', 'dolphinscheduler']).default('kubernetes'),
  /** How DolphinScheduler runs it: a pod of the image, or a shell that clones the repository. */
  task: z.enum(['k8s', 'shell']).default('k8s'),
  /** Iceberg namespace and table; `market.wti_spot` is taken too. */
  table: z.preprocess(
    tableOf,
    z.strictObject({ namespace: identifierField(), name: identifierField() }),
  ),
  sink: z.enum(SINKS).default('trino'),
  contract: z
    .preprocess(contractOf, ContractSchema)
    .default({ newColumn: 'evolve', wrongType: 'discard_row' }),
  /** `vendored`: the runtime travels as a packed file; `registry`: it is a dependency like any other. */
  runtime: z.enum(['vendored', 'registry']).default('vendored'),
  /** Address below which the repository is cloned: `<repositoryHost>/<owner's name>/<name>.git`. */
  repositoryHost: addressField(['https', 'http']).optional(),
  image: z
    .string()
    .max(200, 'use at most 200 characters')
    .regex(
      /^[a-z0-9][a-z0-9._/:@-]*$/,
      'write an image such as ghcr.io/254carbon/prices:0.1.0',
    )
    .refine(isPinned, 'is not pinned; name a version or a digest, never latest')
    .optional(),
  size: z.enum(['small', 'medium', 'large']).default('small'),
  /** Kubernetes Secret and its key that hold the source's key: names only. */
  secretName: nameField(63).optional(),
  secretKey: nameField(63).default('api-key'),
  /** Hours without a success after which somebody is told; from the schedule when left out. */
  freshnessHours: z.number().int().min(1).max(9000).optional(),
  alerts: z.enum(['prometheus', 'victoriametrics']).default('prometheus'),
  lifecycle: z.enum(['experimental', 'production']).default('experimental'),
};

const CommonSchema = z.strictObject(COMMON_FIELDS);

/** What every connector is asked, checked. */
export type CommonSpec = z.infer<typeof CommonSchema>;
