import { fileURLToPath } from 'node:url';
import { loadFixtures, replayFixtures } from '@254carbon/connector-runtime';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A network that knows the recorded answers and nothing else. */
export async function openWorld(connector) {
  const fixtures = await loadFixtures(root);
  return {
    connector,
    fixtures,
    ports: { fetch: replayFixtures(connector, fixtures) },
  };
}
