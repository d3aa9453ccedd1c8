import { readFileSync } from 'node:fs';
import { defineConnector } from '@254carbon/connector-runtime';

const read = path =>
  JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));

/** EIA RWTC, daily. The key is read from EIA_API_KEY or EIA_API_KEY_FILE when it runs. */
export default defineConnector({
  name: 'eia-wti-spot',
  source: 'eia',
  baseUrl: process.env.EIA_BASE_URL ?? 'https://api.eia.gov/v2',
  authentication: { in: 'query', name: 'api_key', secret: 'EIA_API_KEY' },
  streams: [
    {
      ...read('./stream.json'),
      schema: read('../schemas/observation.schema.json'),
    },
  ],
});
