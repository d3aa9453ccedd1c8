/**
 * What somebody wants to be made, in one flat object: the same fields in the form, in the action, in the preview and in `.254carbon/generation.yaml`.
 * Whatever passes here can be written into any file of a repository without quoting rules of its own; `fields.ts` says why.
 */
import { z } from 'zod';
import { AlphavantageSpecSchema } from './kinds/alphavantage';
import { CensusSpecSchema } from './kinds/census';
import { DatabaseSpecSchema } from './kinds/database';
import { EiaSpecSchema } from './kinds/eia';
import { FilesSpecSchema } from './kinds/files';
import { FredSpecSchema } from './kinds/fred';
import { GieSpecSchema } from './kinds/gie';
import { ImportSpecSchema } from './kinds/import';
import { NoaaSpecSchema } from './kinds/noaa';
import { OpenapiSpecSchema } from './kinds/openapi';
import { PolygonSpecSchema } from './kinds/polygon';
import { RestSpecSchema } from './kinds/rest';
import { ScrapeSpecSchema } from './kinds/scrape';
import { KafkaIcebergSpecSchema } from './kinds/kafkaIceberg';
import { WebhookSpecSchema } from './kinds/webhook';
import { WebsocketKafkaSpecSchema } from './kinds/websocketKafka';

/** Everything a connector is made from. Unknown fields are refused. */
export const ConnectorSpecSchema = z.discriminatedUnion(
  'kind',
  [
    AlphavantageSpecSchema,
    PolygonSpecSchema,
    EiaSpecSchema,
    GieSpecSchema,
    CensusSpecSchema,
    NoaaSpecSchema,
    FredSpecSchema,
    RestSpecSchema,
    OpenapiSpecSchema,
    FilesSpecSchema,
    KafkaIcebergSpecSchema,
    WebsocketKafkaSpecSchema,
    WebhookSpecSchema,
    ScrapeSpecSchema,
    DatabaseSpecSchema,
    ImportSpecSchema,
  ],
  { error: 'is no kind of connector that the portal can make' },
);

/** Everything a connector is made from, checked. */
export type ConnectorSpec = z.infer<typeof ConnectorSpecSchema>;

/** As a form sends it: what has a default may be left out. */
export type ConnectorInput = z.input<typeof ConnectorSpecSchema>;

/** The kinds of connectors. */
export type ConnectorKind = ConnectorSpec['kind'];
