/** What stands against the platform's own rules, and who looks. */
import { asObject, asObjects, asText, InventoryObject } from '../../kubernetes';
import {
  deriveOrExplain,
  exactly,
  objectsOf,
  observeEverywhere,
} from './observeEverywhere';
import { Measurement } from './types';

/** Whether a Kyverno policy looks at what runs by itself. */
function isChecked(policy: InventoryObject): boolean {
  return isEnforced(policy) || policy.object.spec?.background !== false;
}

/** Results of policy reports that say fail. */
function violationsIn(reports: readonly InventoryObject[]): number {
  return reports
    .flatMap(({ object }) => asObjects(object.results))
    .filter(({ result }) => asText(result) === 'fail').length;
}

/** Whether a Kyverno policy stops what breaks it, as the policy or all of its rules say. */
function isEnforced({ object }: InventoryObject): boolean {
  const says = (value: string | undefined) => /^enforce$/i.test(value ?? '');
  if (says(asText(object.spec?.validationFailureAction))) return true;
  const actions = asObjects(object.spec?.rules)
    .map(rule => asObject(rule.validate))
    .filter(validate => Object.keys(validate).length > 0)
    .map(({ failureAction }) => asText(failureAction));
  return actions.length > 0 && actions.every(says);
}

/** Whether a policy checks anything; others change or make objects. */
function isCheck({ object }: InventoryObject): boolean {
  return asObjects(object.spec?.rules).some(
    ({ validate, verifyImages }) =>
      validate !== undefined || verifyImages !== undefined,
  );
}

/** Figures about policies. */
export const POLICY_MEASUREMENTS: readonly Measurement[] = [
  {
    id: 'policy-violations',
    title: 'Violations of policies that are reported',
    unit: 'count',
    measure: inputs =>
      deriveOrExplain(
        observeEverywhere(inputs, ['wgpolicyk8s.io/policyreports'], () => [
          ...objectsOf(inputs, 'PolicyReport', 'wgpolicyk8s.io'),
          ...objectsOf(inputs, 'ClusterPolicyReport', 'wgpolicyk8s.io'),
        ]),
        inputs.now,
        reports => {
          if (reports.length === 0)
            return 'No policy report is there, so nobody says whether policies hold.';
          const sum = violationsIn(reports);
          return exactly(sum, `${sum} in ${reports.length} reports`);
        },
      ),
  },
  {
    id: 'policies-enforced',
    title: 'Policies stop what breaks them',
    unit: 'yes-no',
    measure: inputs =>
      deriveOrExplain(
        observeEverywhere(inputs, ['kyverno.io/clusterpolicies'], () =>
          objectsOf(inputs, 'ClusterPolicy', 'kyverno.io').filter(isCheck),
        ),
        inputs.now,
        policies => {
          const enforced = policies.filter(isEnforced).length;
          const all = policies.length > 0 && enforced === policies.length;
          return exactly(
            all ? 1 : 0,
            `${enforced} of ${policies.length} policies enforce, the others only report`,
          );
        },
      ),
  },
  {
    id: 'policies-checked',
    title: 'Policies are checked by themselves',
    unit: 'yes-no',
    measure: inputs =>
      deriveOrExplain(
        observeEverywhere(
          inputs,
          ['kyverno.io/clusterpolicies', 'wgpolicyk8s.io/policyreports'],
          () => ({
            policies: objectsOf(inputs, 'ClusterPolicy', 'kyverno.io').filter(
              isCheck,
            ),
            reports: [
              ...objectsOf(inputs, 'PolicyReport', 'wgpolicyk8s.io'),
              ...objectsOf(inputs, 'ClusterPolicyReport', 'wgpolicyk8s.io'),
            ].length,
          }),
        ),
        inputs.now,
        ({ policies, reports }) => {
          const checked = policies.filter(isChecked).length;
          const all = policies.length > 0 && checked === policies.length;
          return exactly(
            all && reports > 0 ? 1 : 0,
            `${checked} of ${policies.length} policies are applied to what runs without anybody's doing, and ${reports} reports tell of it`,
          );
        },
      ),
  },
];
