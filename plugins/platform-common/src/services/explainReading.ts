import { InventoryObject } from '../kubernetes';
import { ClusterState, ExplainStep } from '../model';
import { kindStates } from './matchKind';

/** Kinds that are not read on purpose. */
const NEVER_READ: Record<string, string> = {
  Secret:
    'Secrets are never read, so that no secret can leave the cluster through the portal.',
};

/** Whether the cluster can be read; `unknown` when what is known of it is old. */
export function clusterStep(
  name: string,
  states: readonly ClusterState[],
): ExplainStep {
  const state = states.find(item => item.name === name);
  if (!state)
    return {
      what: 'cluster',
      outcome: 'unknown',
      reason: `Cluster ${name} is not configured any more, so what is known of it is what was seen last.`,
      evidence: [],
      cure: `Configure the cluster ${name} again, or have an operator release what is kept of it.`,
    };
  const sick = state.kinds.find(({ ok, reason }) => !ok && reason);
  if (state.phase === 'failing' || state.phase === 'connecting')
    return {
      what: 'cluster',
      outcome: 'unknown',
      reason:
        state.phase === 'failing'
          ? `Cluster ${name} cannot be read at present, so what is known of it is old.`
          : `Cluster ${name} is being read for the first time, so not everything is known yet.`,
      evidence: sick?.reason ? [{ statement: sick.reason }] : [],
      ...(state.phase === 'failing'
        ? { cure: 'See the state of the cluster for the cause and its cure.' }
        : {}),
    };
  return {
    what: 'cluster',
    outcome: 'yes',
    reason: `Cluster ${name} is read.`,
    evidence: [],
  };
}

/** Whether the kind of a known object can be read. */
export function kindStep(
  { cluster, object }: InventoryObject,
  states: readonly ClusterState[],
): ExplainStep {
  const state = states.find(({ name }) => name === cluster);
  const kinds = state ? kindStates(state, object.kind) : [];
  const failing = kinds.find(({ ok }) => !ok);
  if (failing)
    return {
      what: 'kind',
      outcome: 'unknown',
      reason: `${failing.resource} cannot be read at present${
        failing.since ? `, since ${failing.since}` : ''
      }: what was seen before is kept.`,
      evidence: failing.reason ? [{ statement: failing.reason }] : [],
      cure:
        failing.reason ??
        `Give the portal the right to list and watch ${failing.resource}.`,
    };
  const held = kinds.find(item => item.held)?.held;
  return {
    what: 'kind',
    outcome: 'yes',
    reason: `${object.kind} is a kind that the portal reads.`,
    evidence: held
      ? [
          {
            statement: `${held.count} objects of it are kept although the last list lacked them: ${held.reason}`,
          },
        ]
      : [],
  };
}

/** Whether the cluster that is asked about is configured and read. */
export function configuredStep(
  cluster: string,
  clusters: readonly ClusterState[],
): ExplainStep {
  if (clusters.some(({ name }) => name === cluster))
    return clusterStep(cluster, clusters);
  return {
    what: 'cluster',
    outcome: 'no',
    reason: `There is no cluster ${cluster} in the configuration.`,
    evidence: clusters.map(({ name }) => ({
      statement: `cluster ${name} is configured`,
    })),
    cure: `Add the cluster ${cluster} to the configuration, or ask about one of those that are there.`,
  };
}

/** Whether the kind that is asked about is read. */
export function readKindStep(
  kind: string,
  states: readonly ClusterState[],
): ExplainStep {
  const hidden = NEVER_READ[kind];
  if (hidden)
    return { what: 'kind', outcome: 'no', reason: hidden, evidence: [] };
  const all = states.flatMap(state => kindStates(state, kind));
  if (all.length === 0)
    return {
      what: 'kind',
      outcome: states.length === 0 ? 'unknown' : 'no',
      reason: `Objects of kind ${kind} are not read: the clusters do not serve the kind, or the portal does not ask for it.`,
      evidence: [],
      cure: `Check the spelling with kubectl api-resources; if the kind is there, its workloads are found all the same and only the ${kind} itself is not.`,
    };
  const failing = all.find(({ ok }) => !ok);
  return failing
    ? {
        what: 'kind',
        outcome: 'unknown',
        reason: `${failing.resource} cannot be read at present, so it may be there all the same.`,
        evidence: failing.reason ? [{ statement: failing.reason }] : [],
        cure:
          failing.reason ??
          `Give the portal the right to list and watch ${failing.resource}.`,
      }
    : {
        what: 'kind',
        outcome: 'yes',
        reason: `${kind} is a kind that the portal reads.`,
        evidence: all.map(({ resource, observedAt }) => ({
          statement: `${resource} is read`,
          ...(observedAt ? { observedAt } : {}),
        })),
      };
}

/** For a name without a kind: whether anything at all cannot be read. */
export function anyKindStep(states: readonly ClusterState[]): ExplainStep[] {
  const failing = states.flatMap(state =>
    state.kinds
      .filter(({ ok }) => !ok)
      .map(({ resource, reason }) => ({
        statement: `${resource} of cluster ${state.name}: ${
          reason ?? 'cannot be read'
        }`,
      })),
  );
  if (failing.length === 0) return [];
  return [
    {
      what: 'kind',
      outcome: 'unknown',
      reason: `${failing.length} kinds cannot be read at present, so it may be there all the same.`,
      evidence: failing.slice(0, 20),
      cure: 'See the state of the clusters for the causes and their cures.',
    },
  ];
}
