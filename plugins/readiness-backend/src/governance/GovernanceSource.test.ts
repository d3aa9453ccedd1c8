import { MemoryEvidenceStore } from '../evidence/MemoryEvidenceStore';
import { MemoryExemptionStore } from '../exemptions/MemoryExemptionStore';
import { createGovernanceSource } from './GovernanceSource';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const DAY = 86_400_000;
const inDays = (days: number) => new Date(NOW + days * DAY).toISOString();

async function setUp() {
  const clock = { now: NOW };
  const exemptions = new MemoryExemptionStore();
  const evidence = new MemoryEvidenceStore();
  const source = createGovernanceSource({
    exemptions,
    evidence,
    now: () => clock.now,
  });
  const told = jest.fn();
  const stop = source.onChange(told);
  await exemptions.add({
    id: 'e-1',
    ruleId: 'image-pinned',
    serviceId: 'trino',
    entityRef: 'component:default/trino',
    reason: 'The chart cannot pin it',
    owner: 'group:default/data-engineering',
    compensatingControl: 'The registry keeps the tag',
    requestedBy: 'user:default/data-engineer',
    requestedAt: inDays(0),
    until: inDays(10),
    state: 'requested',
  });
  const approve = () =>
    exemptions.decide('e-1', {
      state: 'approved',
      by: 'user:default/approver',
      at: inDays(0),
    });
  return { clock, source, evidence, told, stop, approve };
}

describe('createGovernanceSource', () => {
  it('gives what was approved and has not ended, and nothing that only was asked for', async () => {
    const { clock, source, approve } = await setUp();
    expect((await source.current()).exemptions).toEqual([]);
    await approve();
    expect((await source.current()).exemptions).toHaveLength(1);
    clock.now += 11 * DAY;
    expect((await source.current()).exemptions).toEqual([]);
  });

  it('hears of what was decided on another replica, and of what ends by itself, once', async () => {
    const { clock, source, told, approve } = await setUp();
    await source.look();
    await approve();
    await source.look();
    await source.look();
    expect(told).toHaveBeenCalledTimes(1);
    clock.now += 11 * DAY;
    await source.look();
    expect(told).toHaveBeenCalledTimes(2);
  });

  it('hears of evidence too, and not after it stopped listening', async () => {
    const { source, evidence, told, stop } = await setUp();
    await source.look();
    await evidence.add({
      id: 'm-1',
      ruleId: 'restore-proven',
      serviceId: 'trino',
      entityRef: 'component:default/trino',
      statement: 'Restored',
      proof: 'minutes of the drill',
      author: 'user:default/data-engineer',
      observedAt: inDays(-1),
      recordedAt: inDays(0),
      until: inDays(10),
    });
    await source.look();
    expect(told).toHaveBeenCalledTimes(1);
    stop();
    source.changed();
    expect(told).toHaveBeenCalledTimes(1);
  });
});
