/** What a form is offered. */
import { FormOptions } from '@254carbon/backstage-plugin-platform-common';

/** What a form about EIA may be offered. */
export const OPTIONS: FormOptions = {
  source: { name: 'eia', title: 'Energy Information Administration' },
  series: [
    {
      id: 'RWTC',
      title: 'Crude oil WTI at Cushing (spot)',
      unit: 'USD per barrel',
      frequency: 'daily',
      ingestedBy: ['component:default/eia-old'],
    },
    {
      id: 'RBRTE',
      title: 'Crude oil Brent (spot)',
      unit: 'USD per barrel',
      frequency: 'daily',
      ingestedBy: [],
    },
  ],
  tables: [
    {
      name: 'energy.prices',
      entityRef: 'resource:default/eia-old-prices',
      inLake: true,
      filledBy: ['component:default/eia-old'],
    },
    { name: 'raw.gas_prices', inLake: true, filledBy: [] },
  ],
  lake: {
    state: 'read',
    reason: 'The Iceberg REST catalog has 2 tables.',
    readAt: '2026-11-21T12:00:00.000Z',
  },
  schedules: {
    byMinute: Array.from({ length: 60 }, (_, minute) =>
      minute === 0 ? 4 : Number(minute % 7 === 0),
    ),
    suggestedMinute: 37,
    known: 12,
  },
  quota: { perDay: 25, planned: 20, source: 'the publisher’s page' },
  secrets: [
    {
      name: 'eia-api-key',
      variable: 'EIA_API_KEY',
      namespace: 'data-platform',
      exists: 'false',
      reason:
        'No cluster has a Secret data-platform/eia-api-key; create it before the first run.',
    },
  ],
  pipelines: [
    {
      entityRef: 'component:default/eia-old',
      name: 'eia-old',
      title: 'Old WTI',
      source: 'eia',
      series: ['RWTC'],
      tables: ['energy.prices'],
    },
  ],
  timezone: 'America/New_York',
  caveats: [],
};
