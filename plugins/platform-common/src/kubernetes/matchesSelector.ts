import { JsonObject, JsonValue } from './objects';
import { asObject, asObjects, asText, asTextMap, asTexts } from './readValue';

/** One condition of a label selector. */
export interface SelectorRequirement {
  key: string;
  /** `In`, `NotIn`, `Exists`, `DoesNotExist`; any other matches nothing. */
  operator: string;
  values?: string[];
}

/** Kubernetes' label selector: every part given must hold. */
export interface LabelSelector {
  matchLabels?: Record<string, string>;
  matchExpressions?: SelectorRequirement[];
}

function meets(
  requirement: SelectorRequirement,
  labels: Record<string, string>,
): boolean {
  const value = Object.hasOwn(labels, requirement.key)
    ? labels[requirement.key]
    : undefined;
  const values = requirement.values ?? [];
  switch (requirement.operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}

/**
 * Whether labels satisfy a selector, as the API server judges it: an empty selector matches everything,
 * an operator that does not exist matches nothing.
 */
export function matchesSelector(
  selector: LabelSelector,
  labels: Record<string, string> | undefined,
): boolean {
  const given = labels ?? {};
  for (const [key, value] of Object.entries(selector.matchLabels ?? {})) {
    if (!Object.hasOwn(given, key) || given[key] !== value) return false;
  }
  for (const requirement of selector.matchExpressions ?? []) {
    if (!meets(requirement, given)) return false;
  }
  return true;
}

/** Selectors of objects in use, by where they are declared: an object never changes. */
const selectors = new WeakMap<JsonObject, LabelSelector>();

/** Reads a selector from an object's `spec.selector` (with `matchLabels` and `matchExpressions`). */
export function readSelector(value: JsonValue | undefined): LabelSelector {
  const declared = asObject(value);
  const known = selectors.get(declared);
  if (known) return known;
  const selector = {
    matchLabels: asTextMap(declared.matchLabels),
    matchExpressions: asObjects(declared.matchExpressions).map(entry => ({
      key: asText(entry.key) ?? '',
      operator: asText(entry.operator) ?? '',
      values: asTexts(entry.values),
    })),
  };
  selectors.set(declared, selector);
  return selector;
}

/** Whether a selector says nothing at all (and would match every object). */
export function isEmptySelector(selector: LabelSelector): boolean {
  return (
    Object.keys(selector.matchLabels ?? {}).length === 0 &&
    (selector.matchExpressions ?? []).length === 0
  );
}
