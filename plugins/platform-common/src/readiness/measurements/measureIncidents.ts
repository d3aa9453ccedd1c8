/**
 * How much of the time services were up, how long their failures lasted, and how soon somebody was told: from the incidents that the portal
 * records of every service. It knows of the time in which it watched and of no other, and says so: a week that nobody watched is not a
 * week without failures.
 */
import type { Incident } from '../../contracts/platformIncidents';
import { Observation, Service } from '../../model';
import { combineObservations, RaisedAlert } from '../../telemetry';
import {
  deriveOrExplain,
  exactly,
  nothingToMeasure,
  observeFacts,
  presentServices,
} from './observeEverywhere';
import { observeRaisedAlerts } from './raisedAlerts';
import {
  IncidentHistory,
  Measurement,
  MeasuredValue,
  MeasurementInputs,
} from './types';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Less than this is no time to speak of shares of. */
const LEAST_MS = 24 * HOUR_MS;

function observeIncidents({
  incidents,
  now,
}: MeasurementInputs): Observation<IncidentHistory> {
  return (
    incidents ??
    nothingToMeasure(
      'The incidents that the portal records are not given to this measurement.',
      now,
      { kind: 'document', name: 'incidents' },
    )
  );
}

function isMeant({ expectedDown, maintenance }: Incident): boolean {
  return Boolean(expectedDown || maintenance);
}

/** Milliseconds of a stretch in which at least one of these incidents lasted. */
function lasted(
  incidents: readonly Incident[],
  from: number,
  to: number,
): number {
  let sum = 0;
  let covered = from;
  const stretches = incidents
    .map(({ since, closedAt }) => ({
      start: Date.parse(since),
      end: closedAt ? Date.parse(closedAt) : to,
    }))
    .sort((a, b) => a.start - b.start);
  for (const { start, end } of stretches) {
    const begin = Math.max(start, covered);
    if (end <= begin) continue;
    sum += Math.min(end, to) - Math.min(begin, to);
    covered = Math.max(covered, end);
  }
  return sum;
}

const cut = (value: number) => Math.floor(value * 100) / 100;

/** Share of the time in which services were not down; those that are meant to be are left out. */
function measureUptime(
  { incidents, from }: IncidentHistory,
  services: readonly Service[],
  now: number,
): MeasuredValue | string {
  const start = Date.parse(from);
  const watched = now - start;
  if (watched < LEAST_MS)
    return `The portal has watched for ${Math.floor(
      watched / HOUR_MS,
    )} hours, and less than a day is no time to speak of.`;
  const meant = services.filter(({ expectedDown }) => !expectedDown);
  if (meant.length === 0) return 'No service is known.';
  let [down, open] = [0, 0];
  for (const { id, health } of meant) {
    const own = incidents.filter(
      one => one.serviceId === id && one.worst === 'down' && !isMeant(one),
    );
    down += lasted(own, start, now);
    if (own.length === 0 && health.state === 'unknown') open += watched;
  }
  const all = watched * meant.length;
  const days = Math.round(watched / LEAST_MS);
  return {
    low: cut(((all - down - open) / all) * 100),
    high: cut(((all - down) / all) * 100),
    detail: `${
      meant.length
    } services over ${days} days, together down for ${cut(
      down / HOUR_MS,
    )} hours; a failure counts as down for as long as it lasted`,
  };
}

function uptimeOf(of: {
  id: string;
  title: string;
  isOne: (service: Service) => boolean;
}): Measurement {
  const { id, title, isOne } = of;
  return {
    id,
    title,
    unit: 'percent',
    measure: inputs =>
      deriveOrExplain(observeIncidents(inputs), inputs.now, history =>
        measureUptime(
          history,
          presentServices(inputs).filter(isOne),
          inputs.now,
        ),
      ),
  };
}

function measureResolution({
  incidents,
}: IncidentHistory): MeasuredValue | string {
  const ended = incidents.filter(
    one => one.closedBecause === 'recovered' && !isMeant(one),
  );
  const lasting = incidents.filter(({ phase }) => phase === 'open').length;
  if (ended.length === 0)
    return `No failure has ended in the time that is known of; ${lasting} last.`;
  const sum = ended.reduce(
    (total, { since, closedAt = since }) =>
      total + Date.parse(closedAt) - Date.parse(since),
    0,
  );
  return exactly(
    cut(sum / ended.length / MINUTE_MS),
    `the mean of ${ended.length} failures that ended; ${lasting} last and are not in it`,
  );
}

type Named = ReadonlyMap<string, ReadonlySet<string>>;

/** When the first alert about a service was raised; absent when none is. */
function firstAlert(
  alerts: readonly RaisedAlert[],
  names: ReadonlySet<string> | undefined,
): number | undefined {
  const times = alerts
    .filter(({ name, state }) => names?.has(name) && state !== 'pending')
    .flatMap(({ since }) => (since ? Date.parse(since) : []));
  return times.length > 0 ? Math.min(...times) : undefined;
}

/** Mean minutes from the beginning of the failures that last to the first alert about each. */
function measureDetection(
  { incidents }: IncidentHistory,
  alerts: readonly RaisedAlert[],
  named: Named,
): MeasuredValue | string {
  const open = incidents.filter(
    one => one.phase === 'open' && one.worst === 'down' && !isMeant(one),
  );
  if (open.length === 0)
    return 'No service is down, so nothing had to be noticed.';
  const silent: string[] = [];
  let sum = 0;
  for (const { serviceId, title, since } of open) {
    const told = firstAlert(alerts, named.get(serviceId));
    if (told === undefined) silent.push(title);
    else sum += Math.max(0, told - Date.parse(since));
  }
  if (silent.length > 0)
    return `No alert has been raised about ${silent.length} of ${
      open.length
    } services that are down (${silent
      .slice(0, 3)
      .join(', ')}), so when somebody would be told is not known.`;
  return exactly(
    cut(sum / open.length / MINUTE_MS),
    `the mean of ${open.length} services that are down, to the first alert about each`,
  );
}

function observeDetection(inputs: MeasurementInputs) {
  const named = observeFacts(
    inputs,
    'alerts',
    (facts): Named =>
      new Map(
        facts.map(({ service, fact }) => [
          service.id,
          new Set(fact.map(({ name }) => name)),
        ]),
      ),
  );
  return combineObservations(
    {
      history: observeIncidents(inputs),
      alerts: observeRaisedAlerts(inputs),
      named,
    },
    all => all,
  );
}

/** Figures from the incidents that the portal records. */
export const INCIDENT_MEASUREMENTS: readonly Measurement[] = [
  uptimeOf({
    id: 'uptime',
    title: 'Share of the time in which services were not down',
    isOne: () => true,
  }),
  uptimeOf({
    id: 'api-availability',
    title: 'Share of the time in which gateways and edges were not down',
    isOne: ({ system }) => system === 'gateway' || system === 'edge',
  }),
  {
    id: 'time-to-resolve',
    title: 'Time from a failure to its end',
    unit: 'minutes',
    measure: inputs =>
      deriveOrExplain(observeIncidents(inputs), inputs.now, measureResolution),
  },
  {
    id: 'time-to-detect',
    title: 'Time from a failure to the first alert',
    unit: 'minutes',
    measure: inputs =>
      deriveOrExplain(
        observeDetection(inputs),
        inputs.now,
        ({ history, alerts, named }) =>
          measureDetection(history, alerts, named),
      ),
  },
];
