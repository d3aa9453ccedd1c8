/**
 * The hands that a test or a person has on the running platform: choose a scenario, move the clock, see what is there.
 *
 * It listens beside the Kubernetes API, not inside it, so that no client of the platform can mistake it for one of the
 * platform's own interfaces. It knows the platform only through {@link ControlledPlatform}.
 */
import {
  apiHosts,
  dataSourceFaults,
  type DataSourceFault,
} from '../data-sources';
import { FEED_HOST } from '../feeds';
import type { Handler } from '../kubernetes/types';
import type { ClaimUse } from '../platform';
import { SCENARIOS, isScenarioName, type ScenarioName } from '../scenarios';

/** Counts over the running platform. */
export interface PlatformSummary {
  scenario: ScenarioName;
  /** The platform's clock, RFC 3339. */
  now: string;
  resourceVersion: string;
  nodes: { total: number; ready: number };
  pods: { total: number; running: number };
  applications: { total: number; synced: number };
  /** Number of objects per kind. */
  objects: Record<string, number>;
}

/** What the control API may do. */
export interface ControlledPlatform {
  scenario(): ScenarioName;
  setScenario(name: ScenarioName): void;
  /** Back to the default scenario and the real time. */
  reset(): void;
  /** Moves the clock forward; milliseconds, not negative. */
  advanceClock(milliseconds: number): void;
  /** Breaks a data source for everyone; without a fault it is well again. */
  setDataSourceFault(host: string, fault?: DataSourceFault): void;
  summary(): PlatformSummary;
  /** How full every volume claim is. */
  claims(): readonly ClaimUse[];
}

/** The data sources that are asked, and the one that pushes. */
const SOURCE_HOSTS: readonly string[] = [...apiHosts, FEED_HOST];

type Route = (
  platform: ControlledPlatform,
  body: Record<string, unknown>,
) => Response;

const ROUTES: Record<string, Route> = {
  'GET /scenarios': () =>
    Response.json({
      scenarios: SCENARIOS.map(({ name, description }) => ({
        name,
        description,
      })),
    }),
  'GET /scenario': platform => Response.json({ name: platform.scenario() }),
  'PUT /scenario': (platform, { name }) => {
    if (!isScenarioName(name)) {
      return refuse(
        400,
        `There is no scenario ${JSON.stringify(
          name,
        )}; GET /scenarios lists them.`,
      );
    }
    platform.setScenario(name);
    return Response.json({ name });
  },
  'POST /reset': platform => {
    platform.reset();
    return Response.json({ name: platform.scenario() });
  },
  'POST /clock': (platform, { advanceMs }) => {
    if (typeof advanceMs !== 'number' || !(advanceMs >= 0)) {
      return refuse(
        400,
        'advanceMs must be a number of milliseconds that is not negative.',
      );
    }
    platform.advanceClock(advanceMs);
    return Response.json({ now: platform.summary().now });
  },
  'GET /data-source-faults': () =>
    Response.json({ hosts: SOURCE_HOSTS, faults: dataSourceFaults }),
  'PUT /data-source-fault': (platform, { host, fault }) => {
    const known = dataSourceFaults.find(name => name === fault);
    const named = SOURCE_HOSTS.find(name => name === host);
    if (!named || (!known && fault !== null)) {
      return refuse(
        400,
        'Give a host and a fault (or null) of GET /data-source-faults.',
      );
    }
    platform.setDataSourceFault(named, known);
    return Response.json({ host: named, fault: known ?? null });
  },
  'GET /state': platform => Response.json(platform.summary()),
  'GET /claims': platform => Response.json({ claims: platform.claims() }),
};

/** The control API as a plain function from request to response. */
export function createControlApi(platform: ControlledPlatform): Handler {
  return async request => {
    const { pathname } = new URL(request.url);
    const route = ROUTES[`${request.method} ${pathname}`];
    if (!route) {
      return refuse(
        404,
        `Unknown; the control API has ${Object.keys(ROUTES).join(', ')}.`,
      );
    }
    const body = await readBody(request);
    return body
      ? route(platform, body)
      : refuse(400, 'The body must be a JSON object.');
  };
}

async function readBody(
  request: Request,
): Promise<Record<string, unknown> | undefined> {
  const text = await request.text();
  if (text === '') {
    return {};
  }
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null
      ? { ...parsed }
      : undefined;
  } catch {
    return undefined;
  }
}

function refuse(status: number, message: string): Response {
  return Response.json({ error: message }, { status });
}
