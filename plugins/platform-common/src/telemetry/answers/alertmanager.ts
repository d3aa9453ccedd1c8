/** The answers of Alertmanager's API v2. Source: github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml. */
import { z } from 'zod';
import { AlertmanagerStatus, RaisedAlert, Silence } from '../metrics';
import { WireLabels, wireList, WireText, WireTime } from './wire';

const CLUSTER_STATES = ['ready', 'settling', 'disabled'] as const;

/** `GET /api/v2/status`. The configuration in it is not kept. */
export const AlertmanagerStatusAnswer = z
  .object({
    versionInfo: z.object({ version: z.string() }),
    cluster: z.object({ status: WireText, peers: wireList(z.unknown()) }),
    uptime: WireTime,
  })
  .transform(
    ({ versionInfo, cluster, uptime }): AlertmanagerStatus => ({
      version: versionInfo.version,
      cluster:
        CLUSTER_STATES.find(known => known === cluster.status) ?? 'unknown',
      peers: cluster.peers.length,
      ...(uptime ? { upSince: uptime } : {}),
    }),
  );

const ALERT_STATES = new Map<string, RaisedAlert['state']>([
  ['active', 'firing'],
  ['suppressed', 'suppressed'],
  ['unprocessed', 'pending'],
]);

const WireAlert = z
  .object({
    labels: WireLabels,
    annotations: WireLabels,
    startsAt: WireTime,
    receivers: wireList(z.object({ name: z.string() })),
    status: z.object({ state: WireText, silencedBy: wireList(z.string()) }),
  })
  .transform(
    ({ labels, annotations, startsAt, receivers, status }): RaisedAlert => ({
      name: labels.alertname ?? '',
      state: ALERT_STATES.get(status.state) ?? 'unknown',
      labels,
      annotations,
      ...(startsAt ? { since: startsAt } : {}),
      silencedBy: status.silencedBy,
      receivers: receivers.map(({ name }) => name),
    }),
  );

/** `GET /api/v2/alerts`. */
export const AlertmanagerAlertsAnswer = z.array(WireAlert);

const SILENCE_STATES = ['active', 'pending', 'expired'] as const;

const WireSilence = z
  .object({
    id: z.string(),
    status: z.object({ state: z.enum(SILENCE_STATES) }),
    matchers: wireList(
      z.object({
        name: z.string(),
        value: z.string(),
        isRegex: z.boolean(),
        /** Absent before 0.22, where every matcher was one of equality. */
        isEqual: z.boolean().default(true),
      }),
    ),
    startsAt: WireTime,
    endsAt: WireTime,
    createdBy: WireText,
    comment: WireText,
  })
  .transform(
    ({
      id,
      status,
      matchers,
      startsAt,
      endsAt,
      createdBy,
      comment,
    }): Silence => ({
      id,
      state: status.state,
      matchers,
      createdBy,
      comment,
      ...(startsAt ? { startsAt } : {}),
      ...(endsAt ? { endsAt } : {}),
    }),
  );

/** `GET /api/v2/silences`. */
export const SilencesAnswer = z.array(WireSilence);

/** `GET /api/v2/receivers`: names, without addresses. */
export const ReceiversAnswer = z
  .array(z.object({ name: z.string() }))
  .transform(receivers => receivers.map(({ name }) => name));
