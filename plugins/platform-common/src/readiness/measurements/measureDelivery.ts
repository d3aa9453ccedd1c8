/** How what runs gets there, and what stands against the platform's own rules. */
import { asObject, asObjects, asText, InventoryObject } from '../../kubernetes';
import { Observation } from '../../model';
import { notGiven } from '../../rules';
import {
  deriveOrExplain,
  exactly,
  objectsOf,
  observeEverywhere,
  observeFacts,
  shareOf,
} from './observeEverywhere';
import { Measurement, MeasuredValue, MeasurementInputs } from './types';

interface Synced {
  synced: number;
  all: number;
}

function observeApplications(
  inputs: MeasurementInputs,
  derive: (counts: Synced) => MeasuredValue,
): Observation<MeasuredValue> {
  const isSynced = ({ object }: InventoryObject) =>
    asText(asObject(object.status?.sync).status) === 'Synced';
  return deriveOrExplain(
    observeEverywhere(inputs, ['argoproj.io/applications'], () =>
      objectsOf(inputs, 'Application', 'argoproj.io'),
    ),
    inputs.now,
    all =>
      all.length === 0
        ? 'There is no Argo CD application.'
        : derive({ synced: all.filter(isSynced).length, all: all.length }),
  );
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

/** Figures about delivery and policies. */
export const DELIVERY_MEASUREMENTS: readonly Measurement[] = [
  {
    id: 'argocd-synced',
    title: 'Argo CD applications that are synced',
    unit: 'count',
    measure: inputs =>
      observeApplications(inputs, ({ synced, all }) =>
        exactly(synced, `${synced} of ${all} applications are synced`),
      ),
  },
  {
    id: 'argocd-synced-share',
    title: 'Argo CD applications that are synced, of all',
    unit: 'percent',
    measure: inputs =>
      observeApplications(inputs, ({ synced, all }) =>
        shareOf({ good: synced, of: all }, 'applications are synced'),
      ),
  },
  {
    id: 'argocd-applications',
    title: 'Argo CD applications',
    unit: 'count',
    measure: inputs =>
      observeApplications(inputs, ({ all }) =>
        exactly(all, `${all} applications`),
      ),
  },
  {
    id: 'gitops-share',
    title: 'Workloads that a repository brings into the cluster',
    unit: 'percent',
    measure: inputs =>
      deriveOrExplain(
        observeFacts(inputs, 'gitops', facts =>
          facts.flatMap(({ fact }) => fact).filter(({ by }) => by !== 'owner'),
        ),
        inputs.now,
        all => {
          const by = (words: readonly string[]) =>
            all.filter(one => words.includes(one.by)).length;
          if (all.length === 0) return 'There is no workload.';
          return shareOf(
            {
              good: by(['argocd', 'manifest']),
              open: by(['unknown']),
              of: all.length,
            },
            'workloads; those that an operator makes are left out',
          );
        },
      ),
  },
  {
    id: 'declared-share',
    title: 'Objects of the clusters that a manifest declares',
    unit: 'percent',
    measure: inputs => {
      const { comparison } = inputs.knowledge ?? {};
      if (!comparison) return notGiven('comparison', inputs.now);
      return deriveOrExplain(comparison, inputs.now, ({ counts }) => {
        const good = counts.same + counts.different + counts.present;
        const open = counts.unknown;
        const of = good + open + counts['only-observed'];
        return of === 0
          ? 'There is no object that somebody would declare.'
          : shareOf({ good, open, of }, 'objects are declared');
      });
    },
  },
  {
    id: 'secrets-by-hand',
    title: 'Secrets that no manager makes',
    unit: 'count',
    measure: inputs =>
      deriveOrExplain(
        observeFacts(
          inputs,
          'secretSources',
          facts =>
            new Map(
              facts
                .flatMap(({ fact }) => fact)
                .map(({ secret, from }) => [secret, from]),
            ),
        ),
        inputs.now,
        sources => {
          const all = [...sources.values()];
          const plain = all.filter(from => from === 'plain').length;
          const open = all.filter(from => from === 'unknown').length;
          return {
            low: plain,
            high: plain + open,
            detail: `of ${all.length} Secrets in use ${plain} are written into manifests, and of ${open} it is not known what makes them`,
          };
        },
      ),
  },
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
];
