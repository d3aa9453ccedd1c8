/**
 * A backend in a process of its own, for tests that kill one: this plugin alone, configured by the JSON in
 * `PORTAL_CONFIG`. It says `ready` when it listens and ends only when it is made to.
 */
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { createBackend } from '@backstage/backend-defaults';
import { ConfigReader } from '@backstage/config';
import readinessPlugin from '../index';
import { quietSources } from './quietSources';

async function main() {
  const config = new ConfigReader(
    JSON.parse(process.env.PORTAL_CONFIG ?? '{}'),
    'test',
  );
  const backend = createBackend();
  backend.add(
    createServiceFactory({
      service: coreServices.rootConfig,
      deps: {},
      factory: () => config,
    }),
  );
  backend.add(readinessPlugin);
  for (const source of quietSources) backend.add(source);
  await backend.start();
  process.stdout.write('\nready\n');
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
