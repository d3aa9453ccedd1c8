import { ConfigReader } from '@backstage/config';
import { readPrebuildConfig } from './config';

describe('readPrebuildConfig', () => {
  it('builds on every host when each keeps its own files', () => {
    expect(readPrebuildConfig(new ConfigReader({}))?.schedule.scope).toBe(
      'local',
    );
    const shared = new ConfigReader({
      techdocs: { publisher: { type: 'awsS3' } },
    });
    expect(readPrebuildConfig(shared)?.schedule.scope).toBe('global');
  });
  it('builds nothing when another system does', () => {
    expect(
      readPrebuildConfig(
        new ConfigReader({ techdocs: { builder: 'external' } }),
      ),
    ).toBeUndefined();
  });
  it('follows the configured schedule and refuses a wrong one', () => {
    const config = (frequency: unknown) =>
      new ConfigReader({
        techdocs: {
          prebuild: { schedule: { frequency, timeout: { minutes: 1 } } },
        },
      } as never);
    expect(
      readPrebuildConfig(config({ minutes: 2 }))?.schedule.frequency,
    ).toEqual({ minutes: 2 });
    expect(() => readPrebuildConfig(config(true))).toThrow(
      /techdocs\.prebuild\.schedule/,
    );
  });
});
