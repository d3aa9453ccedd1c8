import { Profile, PROFILES, proveProfiles } from '.';

const trino = PROFILES.find(({ id }) => id === 'trino')!;
const good: Profile = { ...trino, dependsOn: [] };

describe('proveProfiles', () => {
  it('accepts the profiles of this package', () => {
    expect(() => proveProfiles(PROFILES)).not.toThrow();
  });

  it.each<[string, Partial<Profile>, RegExp]>([
    ['a bad id', { id: 'Not An Id' }, /use at most 40 lower-case letters/],
    ['no description', { description: ' ' }, /write both/],
    ['no recogniser', { recognise: [] }, /has no recogniser; give it/],
    ['an empty recogniser', { recognise: [{}] }, /without a condition/],
    [
      'an empty label condition',
      { recognise: [{ labels: {} }] },
      /without a condition/,
    ],
    ['a stateful pattern', { recognise: [{ image: /x/g }] }, /remove the flag/],
    [
      'an unknown dependency',
      { dependsOn: ['nobody'] },
      /'nobody', which no profile has/,
    ],
    ['itself as dependency', { dependsOn: ['trino'] }, /depends on itself/],
    ['an owner that is no group', { owner: 'somebody' }, /write a group ref/],
    [
      'a component that is no service',
      { type: 'database' },
      /use type 'service'/,
    ],
    [
      'metrics without a series',
      { metrics: { port: 1, path: '/metrics', series: [] } },
      /give all three or none/,
    ],
    [
      'a series that cannot be one',
      { metrics: { port: 1, path: '/metrics', series: ['a-b'] } },
      /names the series 'a-b'/,
    ],
    [
      'a schedule that is called a service',
      { scheduled: true },
      /use type 'scheduled-job'/,
    ],
    ['a role with capitals', { roles: ['Worker'] }, /roles are lower-case/],
    [
      'a path without slash',
      {
        probe: {
          protocol: 'http',
          port: 1,
          path: 'health',
          good: 'x',
          judge: () => ({ state: 'unknown', because: '' }),
        },
      },
      /let it start with \//,
    ],
    [
      'a port out of range',
      {
        probe: {
          protocol: 'tcp',
          port: 70000,
          send: '',
          good: 'x',
          judge: () => ({ state: 'unknown', because: '' }),
        },
      },
      /from 1 to 65535/,
    ],
    [
      'no reason',
      { probe: { protocol: 'workload-only', reason: '' } },
      /no reason why/,
    ],
  ])('refuses %s', (_, change, message) => {
    expect(() => proveProfiles([{ ...good, ...change }])).toThrow(message);
  });

  it('refuses the same id twice', () => {
    const other = { ...good, recognise: [{ image: /other/ }] };
    expect(() => proveProfiles([good, other])).toThrow(
      /exists twice; give one of them another id/,
    );
  });

  it('refuses two profiles that recognise by the same condition', () => {
    const other = { ...good, id: 'other' };
    expect(() => proveProfiles([good, other])).toThrow(
      /same condition as 'trino'/,
    );
  });

  it('names the profile in one sentence', () => {
    expect(() => proveProfiles([{ ...good, recognise: [] }])).toThrow(
      /^The profile 'trino' .*\.$/,
    );
  });
});
