import { alphaVantage } from './alphaVantage';
import { census } from './census';
import { eia } from './eia/eia';
import { answerWithFault } from './faults';
import { fred } from './fred';
import { gie } from './gie';
import { noaaCdo } from './noaaCdo';
import { polygon } from './polygon';
import { QuotaLedger } from './QuotaLedger';
import { json } from './reply';
import {
  dataSourceFaults,
  type ApiCall,
  type Clock,
  type DataSourceApi,
  type DataSourceFault,
  type Handler,
} from './types';
import { weatherGov } from './weatherGov';

const apis: readonly DataSourceApi[] = [
  alphaVantage,
  polygon,
  eia,
  gie,
  census,
  noaaCdo,
  weatherGov,
  fred,
];

/** Every host that is answered, as it would be called on the internet. */
export const apiHosts: readonly string[] = apis.map(api => api.host);

function isFault(name: string | null): name is DataSourceFault {
  return dataSourceFaults.some(fault => fault === name);
}

function readCall(
  request: Request,
  now: number,
): { host: string; call: ApiCall; fault?: string } {
  const url = new URL(request.url);
  if (apiHosts.includes(url.hostname)) {
    const call = { request, path: url.pathname, query: url.searchParams, now };
    return { host: url.hostname, call };
  }
  const [, segment = ''] = url.pathname.split('/');
  const path = url.pathname.slice(segment.length + 1) || '/';
  const [host, fault] = segment.split('~');
  return { host, fault, call: { request, path, query: url.searchParams, now } };
}

/**
 * All data-source APIs behind one handler. The first segment of the path is the API's own host
 * (`/api.eia.gov/v2/...`); a request that names the host itself works too, for msw.
 *
 * @param options - `faults` breaks a host for everyone, the header `x-simulate-fault` or a `~<fault>` after the host in the address (for
 *   callers that cannot send headers) one request; `wait` (default:
 *   real time) paces `slow-body`
 */
export function createDataSources(options: {
  clock: Clock;
  faults?: (host: string) => DataSourceFault | undefined;
  wait?: (milliseconds: number) => Promise<void>;
}): Handler {
  const ledger = new QuotaLedger();
  const failures = new Map<string, number>();
  const wait =
    options.wait ??
    (milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds)));
  return async request => {
    const read = readCall(request, options.clock.now());
    const { host, call } = read;
    const api = apis.find(candidate => candidate.host === host);
    if (!api) {
      return json(
        {
          error: `No data source is simulated at "${host}"; begin the path with one of ${apiHosts.join(
            ', ',
          )}.`,
        },
        404,
      );
    }
    const named = request.headers.get('x-simulate-fault') ?? read.fault ?? null;
    if (named !== null && !isFault(named)) {
      return json(
        {
          error: `There is no fault "${named}"; use one of ${dataSourceFaults.join(
            ', ',
          )}.`,
        },
        400,
      );
    }
    const fault = named ?? options.faults?.(host);
    if (fault) return answerWithFault(call, { api, fault, failures, wait });
    const key = api.keyOf(call);
    if (
      api.quota &&
      key &&
      !ledger.spend(`${host}|${key}`, api.quota, call.now)
    ) {
      return api.exhausted();
    }
    return api.answer(call);
  };
}
