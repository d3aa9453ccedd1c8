import { FormValue } from './templates';

/** A change of a form's defaults. */
export type Change = Readonly<Record<string, FormValue>>;

/** Options that every connector has; each change is tried alone. */
export const COMMON_OPTIONS: readonly Change[] = [
  { scheduler: 'dolphinscheduler' },
  { scheduler: 'dolphinscheduler', task: 'shell' },
  { sink: 'files' },
  { sink: 's3' },
  { sink: 'trino' },
  { sink: 'iceberg' },
  { contract: 'freeze' },
  { contract: 'discard_row' },
  { contract: 'discard_value' },
  { runtime: 'registry' },
  { alerts: 'victoriametrics' },
  { lifecycle: 'production' },
  { timezone: 'America/New_York', schedule: '5,35 8-18 * * 1-5' },
  { title: 'Prices of the day', description: 'What is paid, day by day' },
  { name: `${'long-'.repeat(9)}names` },
];

const page = { pageParameter: 'page', pageSize: 50 };

const REST: readonly Change[] = [
  { pagination: { kind: 'none' } },
  { pagination: { kind: 'page', ...page, first: 0 } },
  {
    pagination: {
      kind: 'offset',
      offsetParameter: 'skip',
      limitParameter: 'take',
      pageSize: 10,
      totalAt: 'meta.total',
    },
  },
  { pagination: { kind: 'cursor', cursorParameter: 'after', nextAt: 'next' } },
  { pagination: { kind: 'next-url', nextAt: 'links.next' } },
  { pagination: { kind: 'link-header' } },
  { pagination: { kind: 'last-page', ...page, lastPageAt: 'meta.last' } },
  { authentication: { kind: 'none' } },
  { authentication: { kind: 'header', name: 'x-key', variable: 'A_KEY' } },
  { authentication: { kind: 'bearer', variable: 'A_TOKEN' } },
  {
    authentication: { kind: 'basic', user: 'reader', variable: 'A_PASSWORD' },
  },
  { shape: 'table', recordsAt: '' },
  { shape: 'keyed', primaryKey: 'date' },
  { recordsAt: 'result.list.rows' },
  { format: 'csv', recordsAt: '', contract: 'discard_value' },
  {
    format: 'csv',
    recordsAt: '',
    delimiter: 'tab',
    skipLines: 2,
    pagination: {
      kind: 'offset',
      offsetParameter: 'skip',
      limitParameter: 'take',
      pageSize: 10,
    },
  },
  { format: 'xml', recordsAt: 'document.series.point' },
  {
    format: 'xml',
    recordsAt: 'list.row',
    // What is around a declared place is a column too, unless it is left out.
    contract: 'discard_value',
    columns: [
      { name: 'date', type: 'date', from: '@day' },
      { name: 'symbol', type: 'string', from: 'product.@code' },
      { name: 'price', type: 'decimal', from: 'product.price' },
    ],
    pagination: { kind: 'next-url', nextAt: 'list.next' },
  },
  { parameters: [{ name: 'filter[market]', value: 'power, gas' }] },
  { declareSource: false },
  {
    columns: [
      { name: 'date', type: 'date', from: 'Trade Date' },
      { name: 'symbol', type: 'string', from: 'meta.symbol' },
      { name: 'is_open', type: 'boolean' },
      { name: 'seen_at', type: 'timestamp' },
      { name: 'high', type: 'number' },
    ],
  },
];

const UIS = JSON.stringify({
  name: 'prices',
  base_url: 'https://api.example.com/v1',
  auth: { type: 'api_key', header: 'x-key' },
  rate_limit_group: 'prices',
  endpoints: [
    {
      name: 'daily',
      path: '/daily',
      params: { market: 'gas' },
      response_path: '$.data',
      pagination: {
        type: 'offset',
        offset_param: 'offset',
        limit_param: 'limit',
        page_size: 100,
      },
      field_mapping: {
        date: { source: 'tradeDate', type: 'date' },
        price: { source: 'settle', type: 'decimal' },
      },
      validation_rules: ['price > 0'],
      primary_key: ['date'],
    },
  ],
});

const WORKFLOW = JSON.stringify({
  name: 'prices',
  schedule: '0 6 * * *',
  tasks: [
    {
      name: 'fetch',
      type: 'HTTP',
      config: { url: 'https://api.example.com/v1/prices?market=gas' },
    },
    { name: 'load', type: 'SHELL', command: 'python load.py' },
  ],
});

/** Options of one template, by its name; each change is tried alone. */
export const OWN_OPTIONS: Readonly<Record<string, readonly Change[]>> = {
  'eia-connector': [
    { frequency: 'weekly', start: '2024-01-05' },
    { frequency: 'monthly', start: '2024-01' },
    { frequency: 'annual', start: '2020' },
    { route: 'natural-gas/stor/wkly', series: 'NW2_EPG0_SWO_R48_BCF' },
  ],
  'alphavantage-connector': [
    { function: 'NATURAL_GAS', interval: 'weekly' },
    { function: 'BRENT', interval: 'monthly' },
    { function: 'COPPER', interval: 'quarterly' },
    { function: 'WHEAT', interval: 'annual' },
    { function: 'TIME_SERIES_DAILY', symbols: 'IBM, XOM' },
  ],
  'polygon-connector': [
    { timespan: 'minute', multiplier: 5 },
    { timespan: 'hour', adjusted: false },
    { tickers: 'X:BTCUSD' },
  ],
  'gie-connector': [{ area: 'DE' }, { product: 'alsi', area: 'ES' }],
  'census-connector': [
    { geography: 'state:*' },
    { dataset: 'timeseries/eits/marts', variables: 'cell_value, time_slot_id' },
  ],
  'noaa-connector': [
    {
      service: 'forecast',
      office: 'OKX',
      gridX: 33,
      gridY: 35,
      contact: 'data-engineering@254carbon.com',
    },
    {
      service: 'forecast',
      office: 'OKX',
      gridX: 33,
      gridY: 35,
      contact: 'data-engineering@254carbon.com',
      contract: 'freeze',
    },
    { dataset: 'GSOM', datatypes: 'TAVG' },
  ],
  'fred-connector': [{ vintages: true }, { series: ['DFF'] }],
  'rest-connector': REST,
  'openapi-connector': [
    { pagination: { kind: 'page', ...page } },
    { recordsAt: 'data', declareSource: false },
  ],
  'files-connector': [
    { format: 'json' },
    { format: 'jsonl' },
    { format: 'parquet' },
    { prefix: '' },
  ],
  'kafka-iceberg-connector': [
    { brokers: 'one.kafka:9092, two.kafka:9092' },
    {
      brokers: 'one.kafka:9093, two.kafka:9093, three.kafka:9093',
      tls: true,
      sasl: 'scram-sha-256',
      kafkaUser: 'reader',
      kafkaCaSecret: 'kafka-cluster-ca-cert',
    },
    { tls: true, kafkaCertificateSecret: 'reader-certificate' },
    { sink: 'trino' },
  ],
  'websocket-kafka-connector': [
    { channels: 'AM.USO' },
    { tls: true, sasl: 'plain', kafkaUser: 'writer' },
    { url: 'wss://feed.example.com/v2/stream' },
  ],
  'webhook-connector': [
    { recordsAt: 'events' },
    { host: 'events.example.com' },
    {
      host: 'hooks.example.com',
      ingressClass: 'kong',
      issuer: 'letsencrypt-staging',
    },
    { port: 9000, path: '/hooks/nominations' },
  ],
  'scrape-connector': [
    { selector: 'div table#prices.wide' },
    { secondsBetweenRequests: 60 },
  ],
  'database-connector': [
    { cursorColumn: 'traded_at' },
    { sourceSchema: 'sales', primaryKey: 'id, symbol' },
  ],
  'import-connector': [
    { format: 'uis', document: UIS },
    {
      format: 'workflow',
      document: WORKFLOW,
      columns: [
        { name: 'date', type: 'date' },
        { name: 'price', type: 'decimal' },
      ],
      primaryKey: 'date',
      recordsAt: 'data',
    },
  ],
};
