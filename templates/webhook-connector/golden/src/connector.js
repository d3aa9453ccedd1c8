import { readFileSync } from 'node:fs';
import { defineConnector } from '@254carbon/connector-runtime';

const read = path =>
  JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));

const { streams, ...declaration } = read('./connector.json');
const expectations = read('../quality/checks.json');
const variable = declaration.source.toUpperCase().replaceAll('-', '_');

/**
 * What is read and how (connector.json), the contract of a row (schemas/), what is expected of rows (quality/). Keys are read from the
 * environment when it runs. <SOURCE>_BASE_URL points it at another host.
 */
export default defineConnector({
  ...declaration,
  baseUrl: process.env[`${variable}_BASE_URL`] ?? declaration.baseUrl,
  streams: streams.map(stream => ({
    ...stream,
    schema: read(`../schemas/${stream.name}.schema.json`),
    checks: expectations[stream.name],
  })),
});
