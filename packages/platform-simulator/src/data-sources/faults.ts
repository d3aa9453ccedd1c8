/** The failure menu: what goes wrong around an API's own answer. */
import { json, page } from './reply';
import type { ApiCall, DataSourceApi, DataSourceFault, Json } from './types';

/** How often `500-then-ok` fails before it does not. */
export const failuresBeforeOk = 2;

/** What a fault needs besides the call. */
export interface FaultContext {
  api: DataSourceApi;
  fault: DataSourceFault;
  /** The number of earlier failures of this very URL. */
  failures: Map<string, number>;
  wait(milliseconds: number): Promise<void>;
}

type Change = (rows: Json[], columns: readonly string[]) => void;

/** The cell of an observation, whether a row is an object or an array under a header. */
function editColumn(
  rows: Json[],
  column: string,
  edit: (value: Json) => Json,
): void {
  const header = Array.isArray(rows[0]) ? rows[0] : undefined;
  const index = header?.indexOf(column) ?? -1;
  for (const row of header ? rows.slice(1) : rows) {
    if (Array.isArray(row)) {
      if (index >= 0) row[index] = edit(row[index]);
    } else if (row !== null && typeof row === 'object' && column in row) {
      row[column] = edit(row[column]);
    }
  }
}

function editCells(
  rows: Json[],
  columns: readonly string[],
  edit: (value: Json) => Json,
): void {
  for (const column of columns) editColumn(rows, column, edit);
}

function revise(value: Json): Json {
  const number = Number(value);
  if (value === null || value === '' || Number.isNaN(number)) return value;
  const revised = Number((number * 1.01 + 0.01).toFixed(4));
  return typeof value === 'string' ? String(revised) : revised;
}

function retype(value: Json): Json {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' &&
    value !== '' &&
    !Number.isNaN(Number(value))
    ? Number(value)
    : value;
}

const changes: Partial<Record<DataSourceFault, Change>> = {
  'duplicate-row': rows => {
    if (rows.length > 0) rows.push(structuredClone(rows[rows.length - 1]));
  },
  'revised-value': (rows, columns) => editCells(rows, columns, revise),
  'type-change': (rows, columns) => editCells(rows, columns, retype),
  'new-column': rows => {
    rows.forEach((row, at) => {
      if (Array.isArray(row)) row.push(at === 0 ? 'quality_flag' : 'A');
      else if (row !== null && typeof row === 'object') row.quality_flag = 'A';
    });
  },
};

async function changed(
  api: DataSourceApi,
  answer: Response,
  change: Change,
): Promise<Response> {
  const type = answer.headers.get('content-type') ?? '';
  if (!answer.ok || !type.includes('json')) return answer;
  const body = (await answer.json()) as Json;
  const rows = api.rowsOf(body);
  if (rows) change(rows, [api.valueColumn].flat());
  return json(body, answer.status);
}

/** The first page again, whichever was asked for. */
async function looped(api: DataSourceApi, call: ApiCall): Promise<Response> {
  const query = new URLSearchParams(call.query);
  for (const [name, value] of Object.entries(api.firstPage ?? {})) {
    query.set(name, value);
  }
  const answer = api.answer({ ...call, query });
  if (!api.nextLink || !answer.ok) return answer;
  const body = (await answer.json()) as Json;
  if (body !== null && typeof body === 'object' && !Array.isArray(body)) {
    body[api.nextLink] = `https://${api.host}${call.path}?${call.query}`;
  }
  return json(body, answer.status);
}

async function produce(
  answer: Response,
  send: (
    bytes: Uint8Array,
    sink: ReadableStreamDefaultController,
  ) => Promise<void>,
): Promise<Response> {
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const body = new ReadableStream({
    start: async sink => {
      await send(bytes, sink);
    },
  });
  return new Response(bytes.length > 0 ? body : null, {
    status: answer.status,
    headers: answer.headers,
  });
}

function slowed(answer: Response, context: FaultContext): Promise<Response> {
  return produce(answer, async (bytes, sink) => {
    const step = Math.max(1, Math.ceil(bytes.length / 10));
    for (let at = 0; at < bytes.length; at += step) {
      await context.wait(200);
      sink.enqueue(bytes.subarray(at, at + step));
    }
    sink.close();
  });
}

/** Half of the body, and then the connection is gone. */
async function cut(answer: Response): Promise<Response> {
  const bytes = new Uint8Array(await answer.arrayBuffer());
  let sent = false;
  const body = new ReadableStream({
    pull: sink => {
      if (sent) sink.error(new Error('The connection was cut.'));
      else sink.enqueue(bytes.subarray(0, Math.ceil(bytes.length / 2)));
      sent = true;
    },
  });
  return new Response(body, { status: answer.status, headers: answer.headers });
}

function fiveHundred(call: ApiCall, context: FaultContext): Response {
  const key = `${context.api.host}${call.path}?${call.query}`;
  const failures = context.failures.get(key) ?? 0;
  if (failures >= failuresBeforeOk) {
    context.failures.delete(key);
    return context.api.answer(call);
  }
  context.failures.set(key, failures + 1);
  return page('500 Internal Server Error', 'Try again later.', 500);
}

/** The first text that is more than a number, a date or a word of code. */
const PLAIN_TEXT = /("[A-Z][a-z]+)([^"]*")/;

/** Bytes of Latin 1 under the name of UTF-8: a letter that is none in either reading of the header. */
async function miscoded(answer: Response): Promise<Response> {
  const text = await answer.text();
  const marked = PLAIN_TEXT.test(text)
    ? text.replace(PLAIN_TEXT, '$1\u00e9$2')
    : text.replace(/"(?=[,}\]])/, '\u00e9"');
  const [type] = (answer.headers.get('content-type') ?? 'text/plain').split(
    ';',
  );
  return new Response(Buffer.from(marked, 'latin1'), {
    status: answer.status,
    headers: { 'content-type': `${type};charset=utf-8` },
  });
}

const SKEW_MS = 3_600_000;

/** A server whose clock is an hour ahead. */
function skewed(call: ApiCall, answer: Response): Response {
  answer.headers.set('date', new Date(call.now + SKEW_MS).toUTCString());
  return answer;
}

/** The API's answer with this fault. */
export async function answerWithFault(
  call: ApiCall,
  context: FaultContext,
): Promise<Response> {
  const { api, fault } = context;
  const change = changes[fault];
  if (change) return changed(api, api.answer(call), change);
  const menu: Partial<
    Record<DataSourceFault, () => Response | Promise<Response>>
  > = {
    '429': () => api.tooMany(),
    '429-retry-after': () => {
      const answer = api.tooMany();
      answer.headers.set('retry-after', '2');
      return answer;
    },
    '200-with-error': () => api.errorInBody(),
    'html-200': () => page('Maintenance', 'The service is under maintenance.'),
    '204': () => new Response(null, { status: 204 }),
    'quota-exhausted': () => api.exhausted(),
    '500-then-ok': () => fiveHundred(call, context),
    'slow-body': () => slowed(api.answer(call), context),
    'cut-body': () => cut(api.answer(call)),
    'next-page-loop': () => looped(api, call),
    'wrong-charset': () => miscoded(api.answer(call)),
    'clock-skew': () => skewed(call, api.answer(call)),
  };
  return (menu[fault] ?? (() => api.answer(call)))();
}
