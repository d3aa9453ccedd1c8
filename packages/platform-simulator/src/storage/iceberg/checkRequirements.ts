/** The conditions of a commit: what the writer believed, against what is. */
import { badRequest, commitFailed } from './CatalogError';
import { sameLong } from './json';
import type { TableMetadata, TableRequirement } from './types';

type Check = (
  table: TableMetadata,
  requirement: TableRequirement,
) => string | undefined;

/** A check that one number of the document is the one that was believed. */
function expects(
  field: keyof TableMetadata,
  told: string,
  words: string,
): Check {
  return (table, requirement) =>
    sameLong(table[field], requirement[told])
      ? undefined
      : `${words}: expected id ${String(requirement[told])} != ${String(
          table[field],
        )}`;
}

function refCheck(
  table: TableMetadata,
  requirement: TableRequirement,
): string | undefined {
  const name = String(requirement.ref ?? 'main');
  const ref = Object.hasOwn(table.refs, name) ? table.refs[name] : undefined;
  const expected = requirement['snapshot-id'] ?? null;
  const kind = ref?.type ?? 'branch';
  if (!ref) {
    return expected === null
      ? undefined
      : `branch or tag ${name} is missing, expected ${String(expected)}`;
  }
  if (expected === null) {
    return `${kind} ${name} was created concurrently`;
  }
  return sameLong(ref['snapshot-id'], expected)
    ? undefined
    : `${kind} ${name} has changed: expected id ${String(expected)} != ${String(
        ref['snapshot-id'],
      )}`;
}

const checks: Readonly<Record<string, Check>> = {
  'assert-table-uuid': (table, { uuid }) =>
    String(uuid).toLowerCase() === table['table-uuid'].toLowerCase()
      ? undefined
      : `UUID does not match: expected ${table['table-uuid']} != ${String(
          uuid,
        )}`,
  'assert-ref-snapshot-id': refCheck,
  'assert-last-assigned-field-id': expects(
    'last-column-id',
    'last-assigned-field-id',
    'last assigned field id changed',
  ),
  'assert-current-schema-id': expects(
    'current-schema-id',
    'current-schema-id',
    'current schema changed',
  ),
  'assert-last-assigned-partition-id': expects(
    'last-partition-id',
    'last-assigned-partition-id',
    'last assigned partition id changed',
  ),
  'assert-default-spec-id': expects(
    'default-spec-id',
    'default-spec-id',
    'default partition spec changed',
  ),
  'assert-default-sort-order-id': expects(
    'default-sort-order-id',
    'default-sort-order-id',
    'default sort order changed',
  ),
};

/**
 * Checks every condition.
 *
 * @param table - undefined when there is none yet
 * @throws CatalogError 409 for one that does not hold, 400 for one that nobody knows
 */
export function checkRequirements(
  table: TableMetadata | undefined,
  requirements: readonly TableRequirement[],
): void {
  for (const requirement of requirements) {
    if (requirement.type === 'assert-create') {
      if (table) throw commitFailed('Requirement failed: table already exists');
      continue;
    }
    if (!Object.hasOwn(checks, requirement.type)) {
      throw badRequest(
        `Cannot parse update requirement. No known type: ${requirement.type}`,
      );
    }
    const failed = table && checks[requirement.type](table, requirement);
    if (failed) throw commitFailed(`Requirement failed: ${failed}`);
  }
}
