import {
  matchesKind,
  PROFILES,
  ROUTE_KINDS,
} from '@254carbon/backstage-plugin-platform-common';
import { WANTED_KINDS } from './wantedKinds';

describe('kinds that software is known by', () => {
  const isRead = (kind: string, group: RegExp = /./) =>
    WANTED_KINDS.some(
      wanted => matchesKind(wanted.resource, kind) && group.test(wanted.group),
    );

  it.each(
    PROFILES.flatMap(({ id, recognise }) =>
      recognise.flatMap(({ kinds = [], group }) =>
        kinds.map(kind => [id, kind, group] as const),
      ),
    ),
  )('%s: a %s is read', (_, kind, group) => {
    expect([kind, isRead(kind, group)]).toEqual([kind, true]);
  });

  it.each(
    PROFILES.flatMap(({ id, probe }) =>
      probe.protocol === 'custom-resource'
        ? probe.kinds.map(kind => [id, kind] as const)
        : [],
    ),
  )('%s is judged by %s, which is read', (_, kind) => {
    expect([kind, isRead(kind)]).toEqual([kind, true]);
  });

  it.each([...ROUTE_KINDS])(
    '%s leads to services, and is read',
    (kind, api) => {
      const read = WANTED_KINDS.some(
        ({ group, resource }) =>
          matchesKind(resource, kind) && api.test(`${group}/v1`),
      );
      expect([kind, read]).toEqual([kind, true]);
    },
  );
});
