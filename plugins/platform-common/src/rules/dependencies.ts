/**
 * What has to be judged again when something changes. The table of facts says what each is made from; a rule says which facts it
 * asks for. So a change names the rules, and how far it reaches names the services: those that own the object, those of
 * its namespace, or those of its cluster.
 */
import { FACTS } from './facts/table';
import { FactDefinition, FactInput, FactReach } from './facts/definitions';
import { FactName } from './facts/types';
import { Rule } from './types';

/** Something that changed. */
export type RuleChange =
  | { what: 'object'; kind: string }
  | { what: 'input'; input: FactInput };

/** A rule that a change concerns, and how far. `all`: every service, whatever its cluster. */
export interface ConcernedRule {
  ruleId: string;
  reach: FactReach | 'all';
}

const WIDER: readonly ConcernedRule['reach'][] = [
  'own',
  'near',
  'cluster',
  'all',
];
/** Inputs that are about one service only. */
const OWN_INPUTS: ReadonlySet<FactInput> = new Set(['service', 'health']);

function reachOf(
  definition: FactDefinition<FactName>,
  change: RuleChange,
): ConcernedRule['reach'] | undefined {
  if (change.what === 'input') {
    if (!definition.inputs?.includes(change.input)) return undefined;
    if (change.input === 'cluster') return 'cluster';
    return OWN_INPUTS.has(change.input) ? 'own' : 'all';
  }
  return definition.kinds?.[change.kind] ?? definition.kinds?.['*'];
}

/**
 * The rules that a change concerns. A change of one of a service's own workloads concerns every rule of that service, and is not
 * asked here; this is about everything else.
 */
export function concernedRules(
  rules: readonly Rule[],
  change: RuleChange,
): ConcernedRule[] {
  return rules.flatMap(({ id, facts }) => {
    const reaches = facts.flatMap(
      name => reachOf(FACTS[name] as FactDefinition<FactName>, change) ?? [],
    );
    if (reaches.length === 0) return [];
    const reach = reaches.reduce((widest, one) =>
      WIDER.indexOf(one) > WIDER.indexOf(widest) ? one : widest,
    );
    return [{ ruleId: id, reach }];
  });
}
