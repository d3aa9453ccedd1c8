/** US Census, economic indicators: arrays under a header row, 204 for nothing, a page of HTML for no key. */
import { dateOf, monthsBetween } from './calendar';
import { json, page } from './reply';
import { valueOn } from './series';
import type { ApiCall, DataSourceApi, Json } from './types';

const programs: Readonly<
  Record<
    string,
    { types: readonly string[]; categories: readonly string[]; level: number }
  >
> = {
  resconst: {
    types: ['TOTAL', 'SINGLE', 'E_TOTAL'],
    categories: ['APERMITS', 'ASTARTS'],
    level: 1400,
  },
  ressales: { types: ['TOTAL', 'E_TOTAL'], categories: ['ASOLD'], level: 680 },
  marts: { types: ['SM', 'E_SM'], categories: ['44X72', '447'], level: 700000 },
  m3: { types: ['VS', 'NO'], categories: ['MTM', 'DUR'], level: 580000 },
};
const variables = [
  'program_code',
  'cell_value',
  'data_type_code',
  'time_slot_id',
  'time_slot_name',
  'error_data',
  'seasonally_adj',
  'category_code',
  'time_slot_date',
];
const first = '2004-01';

type Cells = Record<string, string | null>;

function cellsOf(name: string, now: number): Cells[] {
  const { types, categories, level } = programs[name];
  return monthsBetween(first, dateOf(now - 40 * 86_400_000)).flatMap(time =>
    categories.flatMap(category =>
      types.map((type): Cells => {
        const isError = type.startsWith('E_');
        const value = Math.round(
          valueOn(`${name}|${category}|${type}`, time, level),
        );
        return {
          program_code: name.toUpperCase(),
          cell_value: isError ? null : String(value),
          data_type_code: type,
          time_slot_id: '0',
          time_slot_name: time,
          time_slot_date: time,
          error_data: isError ? 'yes' : 'no',
          seasonally_adj: 'yes',
          category_code: category,
          time,
          us: '1',
        };
      }),
    ),
  );
}

/** `2026-05`, `2026`, `from 2024-01`, `from 2024-01 to 2024-06`. */
function inTime(told: string | null, time: string): boolean {
  if (!told) return true;
  const range = /^from (\S+)(?: to (\S+))?$/.exec(told);
  if (!range) return time.startsWith(told);
  const [, from, to = '9999'] = range;
  return time >= from && time.slice(0, to.length) <= to;
}

const missingKey = () =>
  page(
    'Missing Key',
    'A valid <em>key</em> must be included with each data API request. You can sign up for a key at api.census.gov/data/key_signup.html.',
  );

const plain = (text: string) =>
  new Response(text, {
    status: 400,
    headers: { 'content-type': 'text/plain' },
  });

function refuseQuery(
  wanted: readonly string[],
  query: URLSearchParams,
): Response | undefined {
  if (wanted.length === 0) return plain("error: missing 'get' argument");
  if (wanted.length > 50)
    return plain('error: error: the number of variables is limited to 50');
  const predicates = [...query.keys()].filter(
    name => !['get', 'for', 'time', 'key'].includes(name),
  );
  const unknown = [...wanted, ...predicates].find(
    name => !variables.includes(name),
  );
  if (unknown) return plain(`error: error: unknown variable '${unknown}'`);
  return query.get('for') === 'us:*' || query.get('for') === 'us:1'
    ? undefined
    : plain("error: unsupported geography hierarchy; use 'for=us:*'");
}

function answer(call: ApiCall): Response {
  const found =
    /^\/data\/timeseries\/eits\/([a-z0-9]+)(\/variables\.json)?$/.exec(
      call.path,
    );
  if (!found || !Object.hasOwn(programs, found[1])) {
    return page('404 Not Found', 'There is no such data set.', 404);
  }
  if (found[2]) {
    return json({
      variables: Object.fromEntries(
        variables.map(name => [name, { label: name }]),
      ),
    });
  }
  if (!call.query.get('key')) return missingKey();
  const wanted = (call.query.get('get') ?? '').split(',').filter(Boolean);
  const refused = refuseQuery(wanted, call.query);
  if (refused) return refused;
  const predicates = [...call.query].filter(([name]) =>
    variables.includes(name),
  );
  const rows = cellsOf(found[1], call.now)
    .filter(cells => inTime(call.query.get('time'), cells.time ?? ''))
    .filter(cells =>
      predicates.every(([name, value]) => cells[name] === value),
    );
  if (rows.length === 0) return new Response(null, { status: 204 });
  // What was a predicate comes back as a column, behind what was asked for.
  const header = [...wanted, ...predicates.map(([name]) => name), 'time', 'us'];
  return json([
    header,
    ...rows.map((cells): Json => header.map(name => cells[name])),
  ]);
}

const tooMany = () =>
  page('Too Many Requests', 'You have exceeded the limit of queries.', 429);

/** `api.census.gov`. With a key no daily limit is published, so none is kept. */
export const census: DataSourceApi = {
  host: 'api.census.gov',
  keyOf: call => call.query.get('key') ?? '',
  answer,
  exhausted: tooMany,
  tooMany,
  errorInBody: () =>
    page(
      'Invalid Key',
      'A valid <em>key</em> must be included with each data API request.',
    ),
  rowsOf: body => (Array.isArray(body) ? body : undefined),
  valueColumn: 'cell_value',
};
