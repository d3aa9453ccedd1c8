import { createCounters } from './createCounters';

describe('createCounters', () => {
  it('adds by name and labels, whatever their order, and gives copies', () => {
    const counters = createCounters();
    counters.add(
      'platform_read_bytes_total',
      { cluster: 'a', verb: 'list' },
      5,
    );
    counters.add(
      'platform_read_bytes_total',
      { verb: 'list', cluster: 'a' },
      7,
    );
    counters.add('platform_catalog_mutations_total', { provider: 'platform' });
    const read = counters.read();
    expect(read).toEqual([
      expect.objectContaining({
        name: 'platform_catalog_mutations_total',
        labels: { provider: 'platform' },
        value: 1,
      }),
      expect.objectContaining({
        name: 'platform_read_bytes_total',
        help: expect.stringContaining('Bytes'),
        value: 12,
      }),
    ]);
    read[0].value = 99;
    expect(counters.read()[0].value).toBe(1);
  });
});
