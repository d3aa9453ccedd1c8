import type { ConnectorSpec } from './ConnectorSpecSchema';
import { planAlphavantage } from './kinds/alphavantage';
import { planCensus } from './kinds/census';
import { planDatabase } from './kinds/database';
import { planEia } from './kinds/eia';
import { planFiles } from './kinds/files';
import { planFred } from './kinds/fred';
import { planGie } from './kinds/gie';
import { planImport } from './kinds/planImport';
import { planKafkaIceberg } from './kinds/kafkaIceberg';
import { planNoaa } from './kinds/noaa';
import { planOpenapi } from './kinds/planOpenapi';
import { planPolygon } from './kinds/polygon';
import { planGenericRest } from './kinds/rest';
import { planScrape } from './kinds/scrape';
import { planWebhook } from './kinds/webhook';
import { planWebsocketKafka } from './kinds/websocketKafka';
import { ConnectorPlaces, DEFAULT_PLACES } from './places';
import type { ConnectorPlan } from './plan';

type Planners = {
  readonly [Kind in ConnectorSpec['kind']]: (
    spec: Extract<ConnectorSpec, { kind: Kind }>,
    places: ConnectorPlaces,
  ) => ConnectorPlan;
};

const PLANNERS: Planners = {
  alphavantage: planAlphavantage,
  polygon: planPolygon,
  eia: planEia,
  gie: planGie,
  census: planCensus,
  noaa: planNoaa,
  fred: planFred,
  rest: planGenericRest,
  openapi: planOpenapi,
  files: planFiles,
  'kafka-iceberg': planKafkaIceberg,
  'websocket-kafka': planWebsocketKafka,
  webhook: planWebhook,
  scrape: planScrape,
  database: planDatabase,
  import: planImport,
};

/**
 * Everything of a connector that is special to its kind.
 *
 * @throws ConnectorRefused when what was asked for cannot be had.
 */
export function planConnector<Kind extends ConnectorSpec['kind']>(
  spec: Extract<ConnectorSpec, { kind: Kind }>,
  places: ConnectorPlaces = DEFAULT_PLACES,
): ConnectorPlan {
  return PLANNERS[spec.kind as Kind](spec, places);
}
