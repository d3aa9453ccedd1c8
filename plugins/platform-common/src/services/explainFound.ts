import { InventoryObject } from '../kubernetes';
import { Explanation, ExplainStep, Service } from '../model';
import { explainPlace } from './explainPlace';
import { manifestStep } from './explainDeclared';
import { ExplainInput } from './ExplainInput';
import { clusterStep, kindStep } from './explainReading';
import { nameObject } from './readSettings';

/** How people find an object: `Deployment data/trino of cluster demo`. */
export function subjectOf({ cluster, object }: InventoryObject): string {
  return `${nameObject(object)} of cluster ${cluster}`;
}

function objectStep(entry: InventoryObject): ExplainStep {
  const { object, observedAt, staleSince, source } = entry;
  const seen = {
    statement: `seen in ${source.name}`,
    object: nameObject(object),
    observedAt,
  };
  if (staleSince)
    return {
      what: 'object',
      outcome: 'unknown',
      reason: `It was seen last at ${observedAt}, and cannot be confirmed since ${staleSince}.`,
      evidence: [seen],
    };
  return {
    what: 'object',
    outcome: 'yes',
    reason: object.metadata.deletionTimestamp
      ? `It is there and is being deleted since ${object.metadata.deletionTimestamp}.`
      : 'It is there.',
    evidence: [seen],
  };
}

function ownerStep(entry: InventoryObject, input: ExplainInput): ExplainStep[] {
  const { object } = entry;
  const owners = input.index.ownersOf(entry);
  const named = object.metadata.ownerReferences ?? [];
  if (named.length === 0) return [];
  if (owners.length === 0) {
    const [owner] = named;
    return [
      {
        what: 'owner',
        outcome: 'unknown',
        reason: `It belongs to ${owner.kind} ${owner.name}, which is not known here.`,
        evidence: [],
        cure: `Let the portal read ${owner.kind} (${owner.apiVersion}), so that the service is named after it.`,
      },
    ];
  }
  const chain = owners.map(item => nameObject(item.object));
  return [
    {
      what: 'owner',
      outcome: 'yes',
      reason: `It belongs to ${chain.join(', which belongs to ')}.`,
      evidence: owners.map(item => ({
        statement: `owns ${
          item === owners[0] ? nameObject(object) : 'it through others'
        }`,
        object: nameObject(item.object),
        observedAt: item.observedAt,
      })),
    },
  ];
}

/** The steps from a service to its entity. */
export function serviceSteps(service: Service): ExplainStep[] {
  return [
    {
      what: 'service',
      outcome: 'yes',
      reason: `It is part of the service ${service.title} (${service.id}), owned by ${service.owner}.`,
      evidence: [...service.explanation, ...service.caveats].map(statement => ({
        statement,
      })),
    },
    {
      what: 'entity',
      outcome: 'yes',
      reason: `The service is the entity ${service.entityRef}.`,
      evidence: service.formerIds.map(id => ({
        statement: `its history under the former name ${id} belongs to it`,
      })),
    },
  ];
}

function verdictOf(
  steps: readonly ExplainStep[],
  service: Service | undefined,
): Explanation['verdict'] {
  if (service) return 'here';
  return steps.some(
    ({ what, outcome }) => what !== 'owner' && outcome === 'unknown',
  )
    ? 'unknown'
    : 'not-here';
}

/** Explains an object that is known. */
export function explainFound(
  entry: InventoryObject,
  input: ExplainInput,
  more: { others: readonly string[]; askedFor?: Service; name?: string },
): Explanation {
  const { object, cluster } = entry;
  const place = explainPlace(entry, input);
  const service = input.services.find(({ id }) => id === place.serviceId);
  const steps = [
    clusterStep(cluster, input.clusters),
    kindStep(entry, input.clusters),
    objectStep(entry),
    ...manifestStep(object, input.declared),
    ...ownerStep(entry, input),
    ...place.steps,
    ...(service ? serviceSteps(service) : []),
  ];
  const old = more.name !== undefined && service?.formerIds.includes(more.name);
  const summary = service
    ? `${nameObject(object)} is part of ${service.title}${
        old ? `, which was called ${more.name} before` : ''
      }: ${place.because}.`
    : `${nameObject(object)} is part of no service: ${place.because}.`;
  return {
    subject: subjectOf(entry),
    verdict: verdictOf(steps, service),
    summary,
    steps,
    ...(service ? { serviceId: service.id, entityRef: service.entityRef } : {}),
    nearest: [...more.others],
  };
}
