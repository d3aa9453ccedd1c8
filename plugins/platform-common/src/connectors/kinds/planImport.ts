import type { JsonObject } from '../../kubernetes';
import { parsePasted } from '../documents';
import { readAirbyte } from '../import/readAirbyte';
import { readUis } from '../import/readUis';
import { readWorkflow } from '../import/readWorkflow';
import type { Taken } from '../import/taken';
import type { ConnectorPlan } from '../plan';
import { ConnectorRefused } from '../refuse';
import type { ImportSpec } from './import';
import { planGenericRest, RestSpecSchema } from './rest';

const READERS = {
  airbyte: readAirbyte,
  uis: readUis,
  workflow: readWorkflow,
} as const;

/** Fields that the form asks for itself when the document does not say them. */
const ASKED = ['columns', 'primaryKey', 'recordsAt', 'authentication'];

function checked(input: JsonObject) {
  const parsed = RestSpecSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const [field, ...rest] = issue.path.map(String);
  if (ASKED.includes(field)) {
    const isMissing = input[field] === undefined;
    throw new ConnectorRefused(
      [field, ...rest].join('.'),
      isMissing
        ? 'is empty, and the document does not say it; declare it'
        : issue.message,
    );
  }
  throw new ConnectorRefused(
    'document',
    `has a ${field} that cannot be taken over: ${issue.message}`,
  );
}

function takeOver(spec: ImportSpec): Taken {
  const variable = `${spec.source.toUpperCase().replaceAll('-', '_')}_API_KEY`;
  return READERS[spec.format](parsePasted(spec.document), {
    stream: spec.stream,
    variable,
  });
}

/**
 * Everything of a pipeline that was declared elsewhere; what was left out is among the caveats.
 *
 * @throws ConnectorRefused when the document cannot be read, or does not say enough.
 */
export function planImport(spec: ImportSpec): ConnectorPlan {
  const { candidate, leftOut } = takeOver(spec);
  const {
    format,
    document,
    stream,
    columns,
    primaryKey,
    recordsAt,
    authentication,
    ...common
  } = spec;
  const plan = planGenericRest(
    checked({
      ...common,
      ...candidate,
      ...(columns && { columns }),
      ...(primaryKey && { primaryKey }),
      ...(recordsAt !== undefined && { recordsAt }),
      ...(authentication && { authentication }),
      kind: 'rest',
    }),
  );
  return {
    ...plan,
    caveats: [
      ...plan.caveats,
      ...leftOut.map(one => `Not taken over: ${one}.`),
    ],
  };
}
