/**
 * The platform's own systems at one address each, as the simulator answers for them, and ways in which such an answer
 * goes wrong between them and the portal. No Kubernetes stands before them here.
 */
import { createServer, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import {
  createServiceAnswers,
  createWorld,
  readPlatformState,
} from '@254carbon/platform-simulator';
import { TelemetryKind } from '@254carbon/backstage-plugin-platform-common';

/** How answers go wrong. */
export const FAULTS = [
  '401',
  '403',
  '404',
  '429',
  '500',
  '503',
  'login-page',
  'login-redirect',
  'truncated',
  'silence',
  'cut',
  'wrong-shape',
  'not-json',
  'huge',
] as const;
/** A way in which answers go wrong. */
export type Fault = (typeof FAULTS)[number];

const SERVICES: Record<
  TelemetryKind,
  [namespace: string, name: string, port: string]
> = {
  prometheus: ['monitoring', 'prometheus', '9090'],
  'victoria-metrics': ['victoria-metrics', 'victoria-metrics', '8428'],
  vmagent: ['victoria-metrics', 'vmagent', '8429'],
  vmalert: ['monitoring', 'vmalert', '8880'],
  alertmanager: ['monitoring', 'alertmanager', '9093'],
  loki: ['victoria-metrics', 'loki', '3100'],
  grafana: ['monitoring', 'grafana', '3000'],
  dolphinscheduler: ['data-platform', 'dolphinscheduler-api', '12345'],
};

/** The token that Grafana and DolphinScheduler want; it must turn up nowhere. */
export const CANARY = 'canary-4f1d9b7e2a60';

/** The headers that a system wants. */
export function headersOf(kind: TelemetryKind): Record<string, string> {
  if (kind === 'grafana') return { Authorization: `Bearer ${CANARY}` };
  return kind === 'dolphinscheduler' ? { token: CANARY } : { 'x-key': CANARY };
}

const JSON_TYPE = { 'content-type': 'application/json' };

function fail(fault: Fault, response: ServerResponse): void {
  if (/^\d+$/.test(fault)) {
    const headers =
      fault === '429' ? { ...JSON_TYPE, 'retry-after': '7' } : JSON_TYPE;
    response.writeHead(Number(fault), headers);
    response.end(
      fault === '401'
        ? ''
        : JSON.stringify({ message: `token ${CANARY} refused` }),
    );
  } else if (fault === 'login-page') {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<!DOCTYPE html><html><body>Log in</body></html>');
  } else if (fault === 'login-redirect') {
    response.writeHead(302, {
      location: 'https://x.cloudflareaccess.com/login',
    });
    response.end();
  } else if (fault === 'truncated') {
    response.writeHead(200, JSON_TYPE);
    response.end('{"status":"success","code":0,"data":[{"na');
  } else if (fault === 'cut') response.destroy();
  else if (fault === 'wrong-shape') {
    response.writeHead(200, JSON_TYPE);
    response.end(
      JSON.stringify({ code: 'zero', status: 7, data: CANARY, database: [] }),
    );
  } else if (fault === 'not-json') {
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.end('OK');
  } else if (fault === 'huge') {
    response.writeHead(200, JSON_TYPE);
    response.write('{"status":"success","data":[');
    const piece = `${'"x",'.repeat(262_144)}`;
    const pour = () => {
      while (!response.destroyed && response.write(piece));
    };
    response.on('drain', pour);
    response.on('error', () => undefined);
    pour();
  }
}

/** Systems that answer. */
export interface Systems {
  url(kind: TelemetryKind): string;
  /** How every answer goes wrong from now on. */
  fault?: Fault;
  /** Requests as `kind path`, in order. */
  requests: string[];
  /** The version of DolphinScheduler that is deployed. */
  setDolphinVersion(version: string): void;
  close(): Promise<void>;
}

/** The simulator's answers, with a version of DolphinScheduler that can be chosen. */
function createAnswers() {
  const world = createWorld({ scenario: 'calm-day', monitoringStack: true });
  const state = readPlatformState(world.store, {
    claims: world.claims,
    tokens: { grafana: CANARY, dolphinscheduler: CANARY },
  });
  let image: string | undefined;
  const find: typeof state.find = (kind, namespace, name) => {
    const found = state.find(kind, namespace, name);
    if (!image || name !== 'dolphinscheduler-api' || kind !== 'Deployment') {
      return found;
    }
    const spec = { template: { spec: { containers: [{ image }] } } };
    return { apiVersion: 'apps/v1', kind, metadata: { name }, spec };
  };
  const answer = createServiceAnswers({
    state: { ...state, find },
    clock: world.clock,
  });
  const setDolphinVersion = (version: string) => {
    image = `apache/dolphinscheduler-api:${version}`;
  };
  return { answer, setDolphinVersion };
}

/** Starts them on a free port of loopback. */
export async function startSystems(): Promise<Systems> {
  const { answer, setDolphinVersion } = createAnswers();
  const systems: Pick<Systems, 'fault' | 'requests'> = { requests: [] };
  const server = createServer((request, response) => {
    const [, kind, ...rest] = (request.url ?? '').split('/');
    const path = `/${rest.join('/')}`;
    systems.requests.push(`${kind} ${path}`);
    if (systems.fault) {
      fail(systems.fault, response);
      return;
    }
    const [namespace, name, port] = SERVICES[kind as TelemetryKind];
    const headers = Object.entries(request.headers).map(
      ([key, value]): [string, string] => [key, String(value)],
    );
    const asked = new Request(`http://service${path}`, { headers });
    answer({ namespace, name, port, path }, asked).then(
      async got => {
        response.writeHead(got.status, Object.fromEntries(got.headers));
        response.end(Buffer.from(await got.arrayBuffer()));
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(systems, {
    url: (kind: TelemetryKind) => `http://127.0.0.1:${port}/${kind}`,
    setDolphinVersion,
    close: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  });
}
