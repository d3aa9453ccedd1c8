// The configuration with which the portal starts: the repository's own, and what this start adds to it.

import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './toolchain.mjs';

/**
 * Configuration that the demo platform's addresses make; layered over app-config.yaml. JSON is YAML.
 */
export function writeDemoConfig({ platform, data, port, appUrl }) {
  const base = `http://localhost:${port}`;
  const config = {
    app: { baseUrl: appUrl ?? base },
    backend: {
      baseUrl: base,
      listen: { host: '127.0.0.1', port },
      database: { connection: { directory: join(data, 'db') } },
      ...(appUrl ? { cors: { origin: appUrl, credentials: true } } : {}),
    },
    techdocs: { publisher: { local: { publishDirectory: join(data, 'techdocs') } } },
    localGit: { root: join(data, 'repositories') },
    ...(platform ? demoPlatformConfig(platform, data) : {}),
  };
  const path = join(data, 'app-config.demo.yaml');
  writeFileSync(path, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
  return path;
}

function demoPlatformConfig(platform, data) {
  const { url, caData, tokens } = platform.kubernetes;
  return {
    kubernetes: {
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              name: 'demo',
              title: 'Demo platform',
              url,
              caData,
              authProvider: 'serviceAccount',
              serviceAccountToken: tokens.portal,
            },
          ],
        },
      ],
    },
    platform: {
      routes: [{ cluster: 'demo', type: 'service-proxy' }],
      hosts: platform.hosts,
      telemetry: demoTelemetry(platform.serviceTokens),
      dolphinScheduler: demoDolphin(platform.serviceTokens),
      manifests: [{ name: 'platform', git: 'https://github.com/254carbon/platform.git', cluster: 'demo' }],
      manifestsRoot: join(data, 'manifests'),
    },
  };
}

// Who the portal is to systems that ask. Grafana's token goes into Authorization, which the service proxy keeps for
// itself, so Grafana is asked through the edge.
function demoTelemetry({ grafana, dolphinscheduler }) {
  return [
    {
      kind: 'grafana',
      service: 'grafana',
      url: 'https://grafana.254carbon.com',
      headers: {
        Authorization: `Bearer ${grafana}`,
        'CF-Access-Client-Id': 'portal',
        'CF-Access-Client-Secret': 'portal',
      },
    },
    { kind: 'dolphinscheduler', service: 'dolphinscheduler', headers: { token: dolphinscheduler } },
  ];
}

// Who writes comes through the edge, as a person would: the portal's identity in the cluster only reads.
function demoDolphin({ dolphinscheduler }) {
  return {
    baseUrl: 'https://dolphin.254carbon.com/dolphinscheduler',
    webUrl: 'https://dolphin.254carbon.com/dolphinscheduler',
    token: dolphinscheduler,
    headers: { 'CF-Access-Client-Id': 'portal', 'CF-Access-Client-Secret': 'portal' },
  };
}

/** The configuration files, in the order in which they are layered. */
export function configArguments(extra) {
  const files = [join(root, 'app-config.yaml'), extra, join(root, 'app-config.local.yaml')];
  return files.filter(file => file && existsSync(file)).flatMap(file => ['--config', file]);
}
