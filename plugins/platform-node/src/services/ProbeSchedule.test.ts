import {
  ProbeTarget,
  ServiceGroup,
} from '@254carbon/backstage-plugin-platform-common';
import { ProbeSchedule } from './ProbeSchedule';

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
});
