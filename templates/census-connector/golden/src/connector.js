import { readFileSync } from 'node:fs';
import { defineConnector, relocate } from '@254carbon/connector-runtime';

const read = path =>
  JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));

const { streams, ...declaration } = read('./connector.json');
const expectations = read('../quality/checks.json');

/**
 * What is read and how (connector.json), the contract of a row (schemas/), what is expected of rows (quality/). Keys are read from the
 * environment when it runs.
 */
const declared = defineConnector({
  ...declaration,
  streams: streams.map(stream => ({
    ...stream,
    schema: read(`../schemas/${stream.name}.schema.json`),
    checks: expectations[stream.name],
  })),
});

const variable = declared.source.toUpperCase().replaceAll('-', '_');
const elsewhere = process.env[`${variable}_BASE_URL`];

/** <SOURCE>_BASE_URL points it at another host; pages that name the declared host are asked there too. */
export default elsewhere ? relocate(declared, elsewhere) : declared;
