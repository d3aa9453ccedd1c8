/** A kubeconfig for `kubectl`, with one context for each identity. */
import { writeFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import type { PlatformAddresses } from './startPlatform';

const CLUSTER = '254carbon-demo';

/** Writes the file, readable by its owner alone; the context in use is `operator`. */
export async function writeKubeconfig(
  path: string,
  { url, caData, tokens }: PlatformAddresses['kubernetes'],
): Promise<void> {
  const names = Object.entries(tokens);
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: CLUSTER,
        cluster: { server: url, 'certificate-authority-data': caData },
      },
    ],
    users: names.map(([name, token]) => ({ name, user: { token } })),
    contexts: names.map(([name]) => ({
      name,
      context: { cluster: CLUSTER, user: name, namespace: 'data-platform' },
    })),
    'current-context': 'operator',
  };
  await writeFile(path, stringify(config), { mode: 0o600 });
}
