/**
 * Which services a page of the catalog rolls up: the parts of a system, of the systems of a domain, what a group
 * and the groups below it own, and what is related to a resource. Pure.
 */
import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  ServiceQuestion,
  SYSTEMS,
} from '@254carbon/backstage-plugin-platform-common';
import { questionsFor, WantedServices } from '../hooks/askServices';

/** Kinds of entities that have a roll-up, with what it is called. */
export const ROLL_UPS = {
  system: {
    title: 'Services of this system',
    none: 'No service is part of it',
  },
  domain: {
    title: 'Services of this domain',
    none: 'No service is part of it',
  },
  group: { title: 'Services that it owns', none: 'It owns no service' },
  resource: {
    title: 'Services that it is related to',
    none: 'No service is related to it',
  },
} as const;
/** A kind that has a roll-up. */
export type RollUpKind = keyof typeof ROLL_UPS;

/** The kind of an entity when it has a roll-up. */
export function rollUpKindOf(entity: Entity): RollUpKind | undefined {
  const kind = entity.kind.toLocaleLowerCase('en');
  return kind in ROLL_UPS ? (kind as RollUpKind) : undefined;
}

function targets(entity: Entity, ...types: string[]): string[] {
  return (entity.relations ?? [])
    .filter(({ type }) => types.includes(type))
    .map(({ targetRef }) => targetRef);
}

/** Refs of a group and of every group below it; a circle ends where it began. */
export function groupsBelow(
  group: string,
  groups: readonly Entity[],
): Set<string> {
  const byRef = new Map(
    groups.map(entity => [stringifyEntityRef(entity), entity]),
  );
  const found = new Set([group]);
  for (const ref of found) {
    const entity = byRef.get(ref);
    for (const child of entity ? targets(entity, 'parentOf') : [])
      found.add(child);
  }
  return found;
}

/** The question for the services of some systems; none for systems that no service can be in. */
function askSystems(names: readonly string[]): ServiceQuestion[] {
  const known = SYSTEMS.filter(system => names.includes(system));
  return known.length > 0 ? [{ system: known.join(',') }] : [];
}

function systemNames(refs: readonly string[]): Set<string> {
  return new Set(
    refs
      .map(ref => parseEntityRef(ref))
      .filter(({ kind }) => kind === 'system')
      .map(({ name }) => name),
  );
}

const MEMBERS: Record<
  RollUpKind,
  (entity: Entity, groups: readonly Entity[]) => WantedServices
> = {
  system: entity => ({
    questions: askSystems([entity.metadata.name]),
    refs: targets(entity, 'hasPart'),
  }),
  domain: entity => ({
    questions: askSystems([...systemNames(targets(entity, 'hasPart'))]),
  }),
  group: (entity, groups) => ({
    questions: questionsFor('owner', [
      ...groupsBelow(stringifyEntityRef(entity), groups),
    ]),
  }),
  resource: entity => ({
    questions: [],
    refs: targets(entity, 'dependsOn', 'dependencyOf'),
  }),
};

/** Which services an entity's page rolls up. `groups` are needed for a group only. */
export function wantMembers(
  entity: Entity,
  groups: readonly Entity[] = [],
): WantedServices {
  const kind = rollUpKindOf(entity);
  return kind ? MEMBERS[kind](entity, groups) : { questions: [] };
}
