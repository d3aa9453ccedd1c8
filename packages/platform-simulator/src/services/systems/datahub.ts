import { actuatorUp, empty, html, json, springNotFound, text } from '../reply';
import type { SystemAnswers } from '../types';

/** The metadata service: `/health` is 200 without a body, `/config` tells the version. */
export const datahubGms: SystemAnswers = {
  name: 'DataHub GMS',
  services: /^datahub-gms/,
  routes: {
    '/health': () => empty(200),
    '/config': () =>
      json({
        models: {},
        patchCapable: true,
        versions: {
          'acryldata/datahub': { version: 'v0.12.0', commit: 'unknown' },
        },
        managedIngestion: { defaultCliVersion: '0.12.0', enabled: true },
        statefulIngestionCapable: true,
        supportsImpactAnalysis: true,
        telemetry: { enabledCli: true, enabledIngestion: false },
        datasetUrnNameCasing: false,
        retention: 'true',
        datahub: { serverType: 'prod' },
        noCode: 'true',
      }),
    'POST /api/graphql': () => json({ error: 'Unauthorized' }, 401),
  },
  otherwise: springNotFound,
};

/** The frontend answers `GOOD` to the one who asks at `/admin`. */
export const datahubFrontend: SystemAnswers = {
  name: 'DataHub frontend',
  services: /^datahub-frontend/,
  routes: { '/admin': () => text('GOOD'), '/': () => html('DataHub') },
  otherwise: () => html('DataHub'),
};

/** The two consumers: an actuator. */
export const datahubConsumers: SystemAnswers = {
  name: 'DataHub consumers',
  services: /^datahub-(mce|mae)-consumer/,
  routes: {
    '/actuator/health': () => actuatorUp({ ping: { status: 'UP' } }),
  },
  otherwise: springNotFound,
};
