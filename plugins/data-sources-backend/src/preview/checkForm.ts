import { Entity } from '@backstage/catalog-model';
import {
  CheckedConnector,
  checkConnector,
} from '@254carbon/backstage-plugin-platform-common';
import { z } from 'zod';

const ChecksSchema = z.array(
  z.object({
    action: z.string(),
    input: z.record(z.string(), z.unknown()).default({}),
  }),
);

type Values = Readonly<Record<string, unknown>>;

/** The value of an input that is one parameter, or all of them; other expressions are the scaffolder's and give undefined. */
function fill(value: unknown, values: Values) {
  if (typeof value !== 'string' || !value.includes('${{')) return value;
  const match = /^\$\{\{\s*parameters(?:\.(\w+))?\s*\}\}$/.exec(value);
  if (!match) return undefined;
  return match[1] === undefined ? values : values[match[1]];
}

/** What a form leaves empty is as if it were not there. */
function withoutBlanks(values: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) => value !== undefined && value !== '',
    ),
  );
}

/**
 * What the template's first step would say of a form, by the same code; undefined for a template without `connector:check`, whose
 * dry run says what it refuses.
 */
export function checkForm(
  template: Entity,
  values: Values,
): CheckedConnector | undefined {
  const steps = ChecksSchema.safeParse(template.spec?.steps ?? []);
  const check = (steps.success ? steps.data : []).find(
    ({ action }) => action === 'connector:check',
  );
  if (!check) return undefined;
  const given = fill(check.input.values, values);
  if (typeof given !== 'object' || given === null) return undefined;
  return checkConnector({ ...withoutBlanks(given), kind: check.input.kind });
}
