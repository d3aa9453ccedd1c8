/** How what runs gets there. */
import { asObject, asText, asTime, InventoryObject } from '../../kubernetes';
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

const MINUTE_MS = 60_000;
/** How far back deployments are looked at. */
const DEPLOYMENT_DAYS = 30;

/** Minutes that the last sync of an application took, if it succeeded and is not long past. */
function syncMinutes(
  { object }: InventoryObject,
  now: number,
): number | undefined {
  const { phase, startedAt, finishedAt } = asObject(
    object.status?.operationState,
  );
  const [from, to] = [asTime(startedAt), asTime(finishedAt)];
  const isLate =
    to === undefined || now - to > DEPLOYMENT_DAYS * 24 * 60 * MINUTE_MS;
  if (phase !== 'Succeeded' || from === undefined || isLate) return undefined;
  return (to - from) / MINUTE_MS;
}

function measureDeployments(
  all: readonly InventoryObject[],
  now: number,
): MeasuredValue | string {
  const took = all.flatMap(one => syncMinutes(one, now) ?? []);
  if (took.length === 0)
    return `No application was synced in the last ${DEPLOYMENT_DAYS} days with a beginning and an end.`;
  return exactly(
    Math.ceil(Math.max(...took) * 100) / 100,
    `the longest last sync of ${took.length} applications, from its start to its end; the time from the commit to the start is not in it`,
  );
}

/** Figures about delivery. */
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
    id: 'deployment-minutes',
    title: 'How long a deployment takes',
    unit: 'minutes',
    measure: inputs =>
      deriveOrExplain(
        observeEverywhere(inputs, ['argoproj.io/applications'], () =>
          objectsOf(inputs, 'Application', 'argoproj.io'),
        ),
        inputs.now,
        all => measureDeployments(all, inputs.now),
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
];
