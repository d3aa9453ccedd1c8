import { z } from 'zod';
import { checkColumnsUsed } from '../columns';
import { COMMON_FIELDS } from '../commonFields';
import { columnNamesField, columnsField } from '../columnFields';
import {
  hostField,
  nameField,
  pathField,
  placeField,
  variableField,
} from '../fields';
import type { ConnectorPlan } from '../plan';
import { plannedColumns } from '../planColumns';
import { sourceOf } from '../planRest';
import { SOURCE_FIELDS } from '../restFields';
import { answerAt, instantAfter, sampleRecords } from '../sample';
import { secretOf } from '../secretOf';
import { grainOf } from '../text';

/** An address that others send their events to. */
export const WebhookSpecSchema = z
  .strictObject({
    ...COMMON_FIELDS,
    kind: z.literal('webhook'),
    ...SOURCE_FIELDS,
    path: pathField().default('/events'),
    port: z.number().int().min(1024).max(65535).default(8080),
    /** Header that carries the HMAC-SHA-256 of the body. */
    signatureHeader: z
      .string()
      .max(80, 'use at most 80 characters')
      .regex(/^[A-Za-z][A-Za-z0-9-]*$/, 'name a header such as x-signature')
      .default('x-signature'),
    variable: variableField().default('WEBHOOK_SECRET'),
    /** Host that callers outside of the cluster use; without it there are only those inside. */
    host: hostField(),
    /** Class of the Ingress, and the ClusterIssuer of cert-manager that its certificate comes from. */
    ingressClass: nameField(63).default('nginx'),
    issuer: nameField(63).default('letsencrypt-prod'),
    recordsAt: placeField().default(''),
    columns: columnsField(),
    primaryKey: columnNamesField(),
  })
  .superRefine(checkColumnsUsed);

/** An address that others send their events to. */
export type WebhookSpec = z.infer<typeof WebhookSpecSchema>;

const DAY_MS = 86_400_000;

/** Where callers find it, for people. */
function reachedAt(spec: WebhookSpec): string {
  const { name, namespace, path, host, issuer } = spec;
  const inside = `Callers of the namespace reach it as http://${name}.${namespace}${path}.`;
  return host
    ? `Callers outside reach it as https://${host}${path}, and nothing else of it. The name ${host} has to lead to the ingress controller; the certificate comes from the ClusterIssuer \`${issuer}\` of cert-manager. ${inside}`
    : `${inside} For callers outside, change the pipeline in the portal and name a host: its Ingress, its certificate and the rule of the network policy are written then.`;
}

function offeredAt({
  host,
  path,
  ingressClass,
  issuer,
}: WebhookSpec): ConnectorPlan['offered'] {
  return host ? { host, path, className: ingressClass, issuer } : undefined;
}

function addressOf({ host, path, name, namespace }: WebhookSpec): string {
  return host ? `https://${host}${path}` : `http://${name}.${namespace}${path}`;
}

/** Everything of a receiver of events that other kinds do not share. */
export function planWebhook(spec: WebhookSpec): ConnectorPlan {
  const columns = plannedColumns(spec.columns);
  const { records, rows } = sampleRecords(columns, spec.primaryKey);
  const secret = secretOf(spec, spec.variable);
  return {
    source: sourceOf(spec)(addressOf(spec)),
    summary: `events that ${spec.source} sends to ${spec.path}`,
    grain: grainOf(spec.primaryKey),
    series: [spec.path],
    connection: {
      kind: 'webhook',
      baseUrl: `http://0.0.0.0:${spec.port}`,
      authentication: {
        in: 'header',
        name: spec.signatureHeader,
        secret: secret.variable,
      },
    },
    stream: {
      path: '/',
      parameters: {},
      pagination: { kind: 'none' },
      recordsAt: spec.recordsAt,
      errorsAt: [],
      webhook: {
        path: spec.path,
        signature: {
          header: spec.signatureHeader,
          algorithm: 'sha256',
          encoding: 'hex',
          prefix: 'sha256=',
        },
        runMs: DAY_MS,
      },
    },
    columns,
    primaryKey: spec.primaryKey,
    secrets: [secret],
    sample: {
      fixtures: { 'calls.json': [answerAt(spec.recordsAt, records)] },
      rows,
      now: instantAfter('2024-01-02', 10),
    },
    world: 'webhook',
    packages: [],
    ports: [],
    runs: 'always',
    listens: spec.port,
    offered: offeredAt(spec),
    caveats: [
      'A call is answered only when it is kept. A call without a good signature is refused and leaves no trace but a count.',
      reachedAt(spec),
    ],
  };
}
