import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { readTelemetryConfig } from './readTelemetryConfig';

const CANARY = 'canary-0a1b2c3d';
const read = (telemetry: JsonObject[]) =>
  readTelemetryConfig(new ConfigReader({ platform: { telemetry } }));

describe('readTelemetryConfig', () => {
  it('has no entries without configuration', () => {
    expect(readTelemetryConfig(new ConfigReader({}))).toEqual([]);
  });

  it('reads entries', () => {
    expect(
      read([
        {
          kind: 'grafana',
          service: 'grafana',
          url: 'https://grafana.example.com/',
          headers: { Authorization: `Bearer ${CANARY}` },
          interval: '2m',
        },
        { kind: 'dolphinscheduler', service: 'ds', apiVersion: '3.2' },
        { kind: 'loki', service: 'loki', enabled: false },
      ]),
    ).toEqual([
      {
        kind: 'grafana',
        service: 'grafana',
        url: 'https://grafana.example.com',
        headers: { Authorization: `Bearer ${CANARY}` },
        intervalMs: 120_000,
        apiVersion: 'auto',
        enabled: true,
      },
      {
        kind: 'dolphinscheduler',
        service: 'ds',
        headers: {},
        apiVersion: '3.2',
        enabled: true,
      },
      {
        kind: 'loki',
        service: 'loki',
        headers: {},
        apiVersion: 'auto',
        enabled: false,
      },
    ]);
  });

  it.each<[string, JsonObject, RegExp]>([
    ['another kind', { kind: 'influx', service: 'a' }, /\[0\]\.kind is wrong/],
    ['neither service nor url', { kind: 'loki' }, /name the service/],
    ['no address', { kind: 'loki', url: 'loki:3100' }, /\[0\]\.url is wrong/],
    [
      'a password in the address',
      { kind: 'loki', url: `https://user:${CANARY}@loki` },
      /put them into headers/,
    ],
    [
      'a line break in a header',
      { kind: 'grafana', service: 'g', headers: { token: `${CANARY}\n` } },
      /headers\.token is wrong: .*line break/,
    ],
    [
      'an empty header',
      { kind: 'grafana', service: 'g', headers: { token: '' } },
      /environment variable/,
    ],
    [
      'a wrong name of a header',
      { kind: 'grafana', service: 'g', headers: { 'a b': CANARY } },
      /letters, digits and dashes|headers/,
    ],
    [
      'too short an interval',
      { kind: 'loki', service: 'l', interval: '1s' },
      /interval is wrong: it must be at least 10s/,
    ],
    [
      'a version where there is none',
      { kind: 'loki', service: 'l', apiVersion: '3.1' },
      /only an entry of kind dolphinscheduler/,
    ],
    [
      'an unknown key',
      { kind: 'loki', service: 'l', password: CANARY },
      /platform\.telemetry\[0\] is wrong/,
    ],
  ])(
    'stops at %s with one sentence, without the secret',
    (_, entry, expected) => {
      let message = '';
      try {
        read([entry]);
      } catch (error) {
        message = (error as Error).message;
      }
      expect(message).toMatch(expected);
      expect(message).toMatch(/^Configuration platform\.telemetry[^\n]*\.$/);
      expect(message).not.toContain(CANARY);
    },
  );

  it('refuses two entries for one system', () => {
    const entry = { kind: 'loki', service: 'l' };
    expect(() => read([entry, entry])).toThrow(/second entry.*keep one/);
  });
});
