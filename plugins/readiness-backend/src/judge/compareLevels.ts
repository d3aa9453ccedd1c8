import {
  LevelChange,
  ReachedLevel,
  ReadinessReport,
  RULE_LEVELS,
} from '@254carbon/backstage-plugin-platform-common';

const ORDER: readonly ReachedLevel[] = ['none', ...RULE_LEVELS];

/** Services that have another level than before; those that came, went or have no level are left out. */
export function compareLevels(
  before: Pick<ReadinessReport, 'services'>,
  after: Pick<ReadinessReport, 'services'>,
): LevelChange[] {
  const old = new Map(
    before.services.map(({ serviceId, level }) => [serviceId, level]),
  );
  return after.services.flatMap(
    ({ serviceId, title, entityRef, owner, level: to }): LevelChange[] => {
      const from = old.get(serviceId);
      if (!from || !to || from === to) return [];
      const lost = ORDER.indexOf(to) < ORDER.indexOf(from);
      const serviceTitle = title;
      return [{ serviceId, serviceTitle, entityRef, owner, from, to, lost }];
    },
  );
}
