import {
  checkConnector,
  ConnectorPlaces,
  ConnectorProblem,
  ConnectorSpec,
} from '@254carbon/backstage-plugin-platform-common';
import { InputError } from '@backstage/errors';
import { Zod } from './schema';

/** What both actions take: the kind of connector, and the values of the form as they are. */
export function connectorInput(z: Zod) {
  return z.object({
    kind: z.string().describe('Kind of the source, such as eia or rest'),
    values: z
      .record(z.unknown())
      .describe("The form's values; the portal's own schema judges each"),
    repositoryHost: z
      .string()
      .optional()
      .describe(
        'Address below which the repository will be cloned; the portal itself unless said',
      ),
  });
}

/** The input of both actions. */
export interface ConnectorActionInput {
  readonly kind: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly repositoryHost?: string | undefined;
}

const MOST_TOLD = 20;

/** One problem as people read it: the field first. */
function describeProblem({ field, message }: ConnectorProblem): string {
  return `${field || 'form'}: ${message.replace(/\.$/, '')}`;
}

/** What is filled in by the portal when the form does not say it. */
export interface ConnectorDefaults {
  readonly repositoryHost: string;
  /** What stands around a connector; the platform's own addresses unless given. */
  readonly places?: ConnectorPlaces;
}

/**
 * The spec that the form's values make.
 *
 * @throws InputError that names every field that is wrong; no value is repeated, because it may be hostile or secret.
 */
export function readConnectorInput(
  input: ConnectorActionInput,
  defaults: ConnectorDefaults,
): ConnectorSpec {
  const given = Object.entries(input.values).filter(
    ([, value]) => value !== '' && value !== undefined && value !== null,
  );
  const checked = checkConnector({
    repositoryHost: input.repositoryHost ?? defaults.repositoryHost,
    ...Object.fromEntries(given),
    kind: input.kind,
  });
  // The template says what it makes; a form that says it too is not the template's form.
  const isForeign = 'kind' in input.values;
  if (checked.ok && !isForeign) return checked.spec;
  const problems = checked.ok ? [] : checked.problems;
  const foreign = { field: 'kind', message: 'is no field of this template' };
  const told = [...(isForeign ? [foreign] : []), ...problems]
    .slice(0, MOST_TOLD)
    .map(describeProblem);
  throw new InputError(
    `The form cannot become a connector; mend ${told.join('; ')}.`,
  );
}
