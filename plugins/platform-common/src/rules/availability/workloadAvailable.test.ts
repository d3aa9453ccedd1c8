import { WorkloadFact } from '../facts/types';
import { NOW, seen, seenBefore, unseen } from '../testing/observeNow';
import { workloadAvailable } from './workloadAvailable';

const trino: WorkloadFact = {
  object: 'Deployment data/trino',
  kind: 'Deployment',
  namespace: 'data',
  name: 'trino',
  runs: 'long',
  desired: 2,
  ready: 2,
  pods: 2,
  evictable: true,
};
const judge = (...workloads: WorkloadFact[]) =>
  workloadAvailable.judge({ workloads: seen(workloads) } as never, NOW);

describe('workload-available', () => {
  it('passes when every replica is ready, and names the object', () => {
    const verdict = judge(trino);
    expect(verdict).toMatchObject({ outcome: 'pass', stale: false });
    expect(verdict.evidence[0]).toMatchObject({
      observed: '2 of 2 ready',
      objects: ['Deployment data/trino'],
      observedAt: '2025-10-24T17:26:00.000Z',
    });
  });
  it('fails with the missing replicas in its sentence', () => {
    const verdict = judge({ ...trino, ready: 1 });
    expect(verdict.outcome).toBe('fail');
    expect(verdict.summary).toBe('trino: 1 of 2 replicas ready.');
    expect(verdict.remedy?.text).toBeTruthy();
  });
  it('fails when everything is scaled to 0, not when a part of it is', () => {
    const off = { ...trino, name: 'old', desired: 0, ready: 0 };
    expect(judge(off).outcome).toBe('fail');
    expect(judge(trino, off).outcome).toBe('pass');
  });
  it('does not apply to a DaemonSet that no node wants', () => {
    const none = { ...trino, kind: 'DaemonSet', desired: 0, ready: 0 };
    expect(judge(none).outcome).toBe('not-applicable');
    expect(judge(none, { ...trino, desired: 0, ready: 0 }).outcome).toBe(
      'fail',
    );
  });
  it('does not know when a custom resource does not say its replicas', () => {
    const { desired, ready, ...kafka } = trino;
    expect(judge(trino, kafka).outcome).toBe('unknown');
  });
  it('fails rather than not knowing when another workload is short', () => {
    const { desired, ready, ...kafka } = trino;
    expect(judge({ ...trino, ready: 0 }, kafka).outcome).toBe('fail');
  });
  it('does not apply to jobs', () => {
    expect(judge({ ...trino, kind: 'CronJob', runs: 'to-end' }).outcome).toBe(
      'not-applicable',
    );
  });
  it('does not know what cannot be read, and marks what no longer can', () => {
    expect(
      workloadAvailable.judge({ workloads: unseen() } as never, NOW),
    ).toMatchObject({ outcome: 'unknown', summary: 'pods of demo: 403' });
    expect(
      workloadAvailable.judge({ workloads: seenBefore([trino]) } as never, NOW),
    ).toMatchObject({
      outcome: 'pass',
      stale: true,
      evidence: [{ observedAt: '2025-10-24T17:16:00.000Z' }],
    });
  });
});
