/**
 * Explanations of what is not known: whether it may be there all the same (its kind or cluster cannot be
 * read), is only written down, is only planned, or is a name that nobody has heard of.
 */
import { Explanation, ExplainStep, ObjectQuestion } from '../model';
import { Recogniser } from '../profiles';
import { undeployedSteps } from './explainDeclared';
import { ExplainInput } from './ExplainInput';
import {
  anyKindStep,
  clusterStep,
  configuredStep,
  readKindStep,
} from './explainReading';
import { findNearest } from './findNearest';

/** How people write what they ask for: `Deployment data/trino`. */
function nameQuestion({ kind, namespace, name, cluster }: ObjectQuestion) {
  const where = cluster ? ` of cluster ${cluster}` : '';
  return `${kind ? `${kind} ` : ''}${
    namespace ? `${namespace}/` : ''
  }${name}${where}`;
}

function objectStep(
  question: ObjectQuestion,
  input: ExplainInput,
  unsure: boolean,
): ExplainStep {
  const { namespace, cluster } = question;
  const spaces = input.index
    .byKind('Namespace')
    .filter(entry => cluster === undefined || entry.cluster === cluster);
  const noSpace =
    namespace !== undefined &&
    spaces.length > 0 &&
    spaces.every(({ object }) => object.metadata.name !== namespace);
  return {
    what: 'object',
    outcome: unsure ? 'unknown' : 'no',
    reason: noSpace
      ? `There is no namespace ${namespace}.`
      : `Nothing called ${nameQuestion(question)} was seen.`,
    evidence: [],
    cure: noSpace
      ? 'Check the name of the namespace.'
      : 'Check name, kind and namespace; look at what has a similar name.',
  };
}

function plannedOf({ name }: ObjectQuestion, { planned = [] }: ExplainInput) {
  const lower = name.toLowerCase();
  return planned.find(
    ({ entityRef, title }) =>
      entityRef.split('/').pop() === lower || title?.toLowerCase() === lower,
  );
}

function describeRecogniser(recogniser: Recogniser): string {
  const { kinds, labels, name, image, chart } = recogniser;
  const [label] = Object.entries(labels ?? {});
  return [
    kinds && `kind ${kinds.join(' or ')}`,
    label && `label ${label[0]} like ${label[1]}`,
    name && `name like ${name}`,
    image && `image like ${image}`,
    chart && `chart like ${chart}`,
  ]
    .filter(part => typeof part === 'string')
    .join(' and ');
}

/** The name is that of software that the portal knows: how a workload would be recognised as it. */
function ruleSteps(
  { name }: ObjectQuestion,
  { profiles = [] }: ExplainInput,
): ExplainStep[] {
  const lower = name.toLowerCase();
  const profile = profiles.find(
    ({ id, title }) => id === lower || title.toLowerCase() === lower,
  );
  if (!profile) return [];
  return [
    {
      what: 'rule',
      outcome: 'no',
      reason: `The portal knows ${profile.title}, but recognises no workload as it.`,
      evidence: profile.recognise.map(item => ({
        statement: `recognised by ${describeRecogniser(item)}`,
      })),
      cure: `If it runs, give its workload the label app.kubernetes.io/name that is named here.`,
    },
  ];
}

function namesOf({ services, grouping, planned = [] }: ExplainInput) {
  return [
    ...services.flatMap(({ id, title }) => [id, title]),
    ...grouping.explanations.map(({ key }) => key.split(/[ /]/).pop() ?? ''),
    ...planned.map(({ entityRef }) => entityRef.split('/').pop() ?? ''),
  ];
}

/** Explains a name or an object that is not known. */
export function explainMissing(
  question: ObjectQuestion,
  input: ExplainInput,
): Explanation {
  const { kind, cluster } = question;
  const states = input.clusters.filter(
    ({ name }) => cluster === undefined || name === cluster,
  );
  const before = [
    ...(cluster === undefined
      ? states
          .map(({ name }) => clusterStep(name, states))
          .filter(({ outcome }) => outcome !== 'yes')
      : [configuredStep(cluster, input.clusters)]),
    ...(kind === undefined
      ? anyKindStep(states)
      : [readKindStep(kind, states)]),
  ];
  const unsure = before.some(({ outcome }) => outcome === 'unknown');
  const planned = plannedOf(question, input);
  const manifest = undeployedSteps(question, input);
  const steps: ExplainStep[] = [
    ...before,
    objectStep(question, input, unsure),
    ...manifest,
    ...ruleSteps(question, input),
    ...(planned
      ? [
          {
            what: 'entity' as const,
            outcome: 'yes' as const,
            reason: `The catalog holds ${planned.entityRef} as ${
              planned.lifecycle ?? 'planned'
            }: it is known by name, has no workload and is never scored.`,
            evidence: [],
          },
        ]
      : []),
  ];
  const absent = unsure ? 'unknown' : 'not-here';
  return {
    subject: nameQuestion(question),
    verdict: planned ? 'here' : absent,
    summary: summarise(question, {
      planned: planned !== undefined,
      manifest,
      before,
      unsure,
    }),
    steps,
    ...(planned ? { entityRef: planned.entityRef } : {}),
    nearest: findNearest(question.name, namesOf(input)),
  };
}

function summarise(
  question: ObjectQuestion,
  known: {
    planned: boolean;
    manifest: readonly ExplainStep[];
    before: readonly ExplainStep[];
    unsure: boolean;
  },
): string {
  const name = nameQuestion(question);
  if (known.planned)
    return `${name} is in the catalog as an intention: nothing of it runs.`;
  const [declared] = known.manifest;
  if (declared) return `${name} runs nowhere: ${declared.reason}`;
  const barrier = known.before.find(({ outcome }) => outcome !== 'yes');
  if (barrier && known.unsure)
    return `Whether ${name} is there cannot be told at present: ${barrier.reason}`;
  return barrier
    ? `${name} is not here: ${barrier.reason}`
    : `Nothing called ${name} was seen, and no manifest declares it.`;
}
