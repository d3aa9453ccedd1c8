/** An API that makes up hourly prices as it is asked, by offset and limit, in the shape of EIA's: numbers as text, the count as text. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerCalls } from '../../inventory/childCalls';
import type { SourceCalls } from './sideCalls';

const START = Date.UTC(1990, 0, 1);
const SERIES = 40;

/** Row `index`: one of forty series at one hour; equal for equal indexes. */
function rowOf(index: number): string {
  const hour = new Date(START + Math.floor(index / SERIES) * 3_600_000);
  const cents = ((index * 7919) % 20_000) - 500;
  const price = index % 97 === 0 ? '"."' : `"${(cents / 100).toFixed(2)}"`;
  return `{"period":"${hour.toISOString().slice(0, 19)}Z","series":"PRICE-${
    index % SERIES
  }","value":${price},"volume":${index % 5_000},"units":"$/MWH","area":"zone ${
    index % SERIES
  }"}`;
}

function answer(rows: number, url: URL): string {
  const offset = Number(url.searchParams.get('offset') ?? 0);
  const length = Number(url.searchParams.get('length') ?? 5_000);
  const data: string[] = [];
  for (let at = offset; at < Math.min(rows, offset + length); at += 1)
    data.push(rowOf(at));
  return `{"response":{"total":"${rows}","data":[${data.join(',')}]}}`;
}

answerCalls<SourceCalls>({
  open: ({ rows }) =>
    new Promise(resolve => {
      const server = createServer((request, response) => {
        response.setHeader('content-type', 'application/json');
        response.end(
          answer(rows, new URL(request.url ?? '/', 'http://source')),
        );
      });
      server.listen(0, '127.0.0.1', () => {
        const { port } = server.address() as AddressInfo;
        resolve({ url: `http://127.0.0.1:${port}` });
      });
    }),
});
