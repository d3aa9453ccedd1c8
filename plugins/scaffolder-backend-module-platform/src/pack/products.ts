import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { dirname } from 'node:path';
import { packSources, Packed } from './packSources';

const VERSION = '0.1.0';

let runtime: Promise<Packed> | undefined;

/** The runtime that generated connectors depend on; packed once a process, since its sources do not change while it runs. */
export async function packConnectorRuntime(): Promise<Packed> {
  runtime ??= packSources({
    name: '@254carbon/connector-runtime',
    version: VERSION,
    description: 'What a generated ingestion connector runs on.',
    sources: resolvePackagePath('@254carbon/connector-runtime', 'src'),
  });
  try {
    return await runtime;
  } catch (error) {
    runtime = undefined;
    throw error;
  }
}

/** The portal's own rules for manifests and dashboards, with the YAML reader they need. */
export async function packManifestCheck(): Promise<Packed> {
  return packSources({
    name: '@254carbon/manifest-check',
    version: VERSION,
    description:
      'The rules that the developer portal holds manifests and dashboards against.',
    sources: resolvePackagePath(
      '@254carbon/backstage-plugin-platform-common',
      'src/manifests',
    ),
    bundled: [
      { name: 'yaml', folder: dirname(require.resolve('yaml/package.json')) },
    ],
  });
}
