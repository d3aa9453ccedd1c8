/**
 * Which rule placed an object, or why none did. What forms services has its explanation from the grouping;
 * what only serves them (configuration, accounts, policies, volumes) is told by who uses it.
 */
import {
  asObject,
  asText,
  InventoryObject,
  isEmptySelector,
  matchesSelector,
  objectKey,
  podTemplateOf,
  readSelector,
} from '../kubernetes';
import { ExplainStep } from '../model';
import { ExplainInput } from './ExplainInput';
import { nameObject, readSettings } from './readSettings';
import { SERVICE_ANNOTATIONS } from './readOverrides';
import { ServiceGroup } from './types';

/** Where an object belongs, in words and steps. */
export interface Place {
  because: string;
  serviceId?: string;
  steps: ExplainStep[];
}

/** What to change so that the object belongs elsewhere. */
function cureOf(entry: InventoryObject, group: ServiceGroup): string {
  const { service, exclude } = SERVICE_ANNOTATIONS;
  const root =
    group.annotated.find(item => item === entry) ?? group.annotated[0];
  const where = root ? nameObject(root.object) : nameObject(entry.object);
  return `To put it into another service, annotate ${where} with ${service}: <id>; to leave it out, with ${exclude}: "true"; to have it recognised as other software, correct its label app.kubernetes.io/name or its image.`;
}

/** The object itself, or the nearest of its owners, that the grouping speaks of. */
function explainedBy(entry: InventoryObject, input: ExplainInput) {
  for (const item of [entry, ...input.index.ownersOf(entry)]) {
    const key = objectKey(item.object);
    const found = input.grouping.explanations.find(
      explanation =>
        explanation.key === key && explanation.cluster === item.cluster,
    );
    if (found) return found;
  }
  return undefined;
}

function byGrouping(
  entry: InventoryObject,
  input: ExplainInput,
): Place | undefined {
  const found = explainedBy(entry, input);
  if (!found) return undefined;
  const { because, serviceId } = found;
  const group = input.grouping.groups.find(({ id }) => id === serviceId);
  if (group && serviceId)
    return {
      because,
      serviceId,
      steps: [
        {
          what: 'rule',
          outcome: 'yes',
          reason: `${capital(because)}.`,
          evidence: [],
          cure: cureOf(entry, group),
        },
      ],
    };
  // The sentence ends with its cure after the semicolon.
  const [why, cure] = because.split('; ');
  return {
    because: why,
    steps: [
      {
        what: 'rule',
        outcome: 'no',
        reason: `${capital(why)}.`,
        evidence: [],
        ...(cure ? { cure: `${capital(cure)}.` } : {}),
      },
    ],
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

type UsedBy = (
  entry: InventoryObject,
  group: ServiceGroup,
  input: ExplainInput,
) => string | undefined;

const usesConfigMap: UsedBy = ({ object }, group, { index }) => {
  const name = nameObject(object);
  return group.workloads.some(({ entry }) =>
    readSettings(index, entry).some(setting => setting.object === name),
  )
    ? 'reads it as configuration'
    : undefined;
};

const usesAccount: UsedBy = ({ object }, group) =>
  group.namespace === object.metadata.namespace &&
  group.workloads.some(
    ({ entry }) =>
      (asText(podTemplateOf(entry.object).spec.serviceAccountName) ??
        'default') === object.metadata.name,
  )
    ? 'runs under this account'
    : undefined;

const usesPolicy: UsedBy = ({ object }, group) => {
  const selector = readSelector(asObject(object.spec?.podSelector));
  return group.namespace === object.metadata.namespace &&
    group.workloads.some(
      ({ entry }) =>
        isEmptySelector(selector) ||
        matchesSelector(selector, podTemplateOf(entry.object).labels),
    )
    ? 'is limited by it'
    : undefined;
};

const usesVolume: UsedBy = ({ object }, group) => {
  const claim = asObject(object.spec?.claimRef);
  return group.claims.some(
    ({ object: { metadata } }) =>
      metadata.name === claim.name && metadata.namespace === claim.namespace,
  )
    ? 'keeps its data on it'
    : undefined;
};

const usesEndpoints: UsedBy = ({ object }, group) =>
  group.services.some(
    ({ object: { metadata } }) =>
      metadata.name === object.metadata.name &&
      metadata.namespace === object.metadata.namespace,
  )
    ? 'answers at them'
    : undefined;

const usesNamespace: UsedBy = ({ object }, group) =>
  group.namespace === object.metadata.name ? 'runs in it' : undefined;

const USERS: Record<string, UsedBy> = {
  ConfigMap: usesConfigMap,
  ServiceAccount: usesAccount,
  NetworkPolicy: usesPolicy,
  PersistentVolume: usesVolume,
  Endpoints: usesEndpoints,
  Namespace: usesNamespace,
};

function byUse(entry: InventoryObject, input: ExplainInput): Place {
  const { kind } = entry.object;
  const uses = USERS[kind];
  const users = uses
    ? input.grouping.groups
        .filter(({ cluster }) => cluster === entry.cluster)
        .flatMap(group => {
          const how = uses(entry, group, input);
          return how ? [`${group.title} (${group.id}) ${how}`] : [];
        })
    : [];
  const because =
    users.length > 0
      ? `a ${kind} forms no service; ${users.slice(0, 3).join(', ')}${
          users.length > 3 ? ` and ${users.length - 3} more` : ''
        }`
      : `a ${kind} forms no service, and none is known to use this one`;
  return {
    because,
    steps: [
      {
        what: 'rule',
        outcome: 'no',
        reason: `${capital(because)}.`,
        evidence: users.slice(0, 20).map(statement => ({ statement })),
        cure: 'Only what runs pods, and custom resources that a profile knows, become services; look at the services that use it.',
      },
    ],
  };
}

/** Where an object belongs, and by which rule. */
export function explainPlace(
  entry: InventoryObject,
  input: ExplainInput,
): Place {
  return byGrouping(entry, input) ?? byUse(entry, input);
}
