import { failed, observed } from '../../model';
import { TelemetryReading } from '../../telemetry';
import { telemetryOf } from '../benchmark/__fixtures__/telemetry';
import { NOW, SOURCE } from '../testing/observeNow';
import { readVolumeUsage } from './volumeUsage';

const USE = { namespace: 'data', claim: 'trino', used: 0.97 };

function store(
  volumes: TelemetryReading<'victoria-metrics'>['parts']['volumes'],
  cluster = 'demo',
): TelemetryReading {
  const found = telemetryOf().find(
    (one): one is TelemetryReading<'victoria-metrics'> =>
      one.kind === 'victoria-metrics',
  )!;
  return { ...found, cluster, parts: { ...found.parts, volumes } };
}

const silent = failed<(typeof USE)[]>({
  reason: 'answers 503',
  now: NOW,
  source: SOURCE,
});
const telling = observed({ value: [USE], now: NOW, source: SOURCE });

it('tells of the volumes of every store, each in its cluster', () => {
  expect(
    readVolumeUsage([store(telling), store(telling, 'edge'), store(silent)]),
  ).toMatchObject({
    ok: true,
    value: [
      { cluster: 'demo', ...USE },
      { cluster: 'edge', ...USE },
    ],
  });
});
it('says why nothing is known, and nothing when nobody is asked', () => {
  expect(readVolumeUsage([store(silent)])).toMatchObject({
    ok: false,
    reason: 'answers 503',
  });
  expect(readVolumeUsage([])).toBeUndefined();
});
