import {
  ProbeTarget,
  ServiceGroup,
} from '@254carbon/backstage-plugin-platform-common';
import fc from 'fast-check';
import { BUDGET_PER_SECOND, ProbeSchedule } from './ProbeSchedule';

const target = (serviceId: string) => ({ serviceId } as ProbeTarget);
const group = (id: string, ready: string) =>
  ({
    id,
    workloads: [
      {
        pods: [
          {
            object: {
              metadata: { name: id },
              status: { conditions: [{ type: 'Ready', status: ready }] },
            },
          },
        ],
      },
    ],
  } as unknown as ServiceGroup);

describe('ProbeSchedule', () => {
  it('asks each service once an interval', () => {
    const schedule = new ProbeSchedule({ intervalMs: 30_000 }, () => 0.5);
    schedule.plan([target('a'), target('b')], [], 0);
    expect(schedule.takeDue(0)).toEqual([]);
    expect(schedule.takeDue(1000)).toHaveLength(2);
    expect(schedule.takeDue(30_999)).toEqual([]);
    expect(schedule.nextDue).toBe(31_000);
    expect(schedule.takeDue(31_000)).toHaveLength(2);
  });

  it('asks soon after the pods changed, but not all the time', () => {
    const schedule = new ProbeSchedule({ intervalMs: 30_000 }, () => 0);
    schedule.plan([target('a')], [group('a', 'True')], 0);
    expect(schedule.takeDue(0)).toHaveLength(1);
    schedule.plan([target('a')], [group('a', 'True')], 1000);
    expect(schedule.nextDue).toBe(27_000);
    schedule.plan([target('a')], [group('a', 'False')], 1000);
    expect(schedule.nextDue).toBe(2000);
  });

  it('forgets services that are gone, and says which', () => {
    const schedule = new ProbeSchedule({ intervalMs: 30_000 });
    schedule.plan([target('a'), target('b')], [], 0);
    expect(schedule.plan([target('b')], [], 0)).toEqual(['a']);
    expect(schedule.plan([], [], 0)).toEqual(['b']);
    expect(schedule.nextDue).toBeUndefined();
  });

  it('keeps to its budget, asks everybody, and never all at once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1_000, max: 60_000 }),
        fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
        (count, intervalMs, dice) => {
          const schedule = new ProbeSchedule(
            { intervalMs },
            () => dice.next().value,
          );
          const targets = Array.from({ length: count }, (_, at) =>
            target(`s${at}`),
          );
          schedule.plan(targets, [], 0);
          const asked = new Map<string, number>();
          const lap = Math.max(intervalMs, (count / BUDGET_PER_SECOND) * 1_000);
          const end = lap * 3;
          for (
            let now = 0;
            now <= end;
            now = Math.max(now + 1, schedule.nextDue ?? end + 1)
          ) {
            for (const { serviceId } of schedule.takeDue(now))
              asked.set(serviceId, (asked.get(serviceId) ?? 0) + 1);
          }
          expect(asked.size).toBe(count);
          const total = [...asked.values()].reduce((sum, item) => sum + item);
          const allowed = (end / 1_000) * BUDGET_PER_SECOND * 1.2 + count;
          expect(total).toBeLessThanOrEqual(allowed);
        },
      ),
      { numRuns: 20 },
    );
  });
});
