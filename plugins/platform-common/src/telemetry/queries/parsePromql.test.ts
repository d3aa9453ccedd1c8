import { parseLogql } from './parseLogql';
import { parsePromql } from './parsePromql';
import { VariableValue } from './types';

function selectorsOf(expression: string, variables?: VariableValue[]) {
  const parsed = parsePromql(expression, variables);
  if (!parsed.ok) throw new Error(`${expression}: ${parsed.reason}`);
  return parsed.selectors.map(({ matchers }) =>
    matchers.map(
      ({ label, operator, value, uncertain }) =>
        `${label}${operator}${value}${uncertain ? '?' : ''}`,
    ),
  );
}

describe('parsePromql finds every vector selector', () => {
  it.each<[string, string[][]]>([
    ['up', [['__name__=up']]],
    ['up{job="a"}', [['__name__=up', 'job=a']]],
    [
      '{__name__=~"kube_.+",a!="b",c!~"d|e"}',
      [['__name__=~kube_.+', 'a!=b', 'c!~d|e']],
    ],
    [
      'sum by (job) (rate(http_requests_total{code=~"5.."}[5m]))',
      [['__name__=http_requests_total', 'code=~5..']],
    ],
    ['a / on (x) group_left (y) b', [['__name__=a'], ['__name__=b']]],
    ['job:errors:rate5m > 0.1', [['__name__=job:errors:rate5m']]],
    ['up offset 5m', [['__name__=up']]],
    ['up @ 1609746000', [['__name__=up']]],
    ['up @ end() offset -1h', [['__name__=up']]],
    ['max_over_time(rate(a[5m])[1h:1m])', [['__name__=a']]],
    [
      'histogram_quantile(0.9, sum(rate(a_bucket[5m])) by (le))',
      [['__name__=a_bucket']],
    ],
    ['label_replace(up, "a", "$1", "b", "(.*)")', [['__name__=up']]],
    ['1 + 2', []],
    ['time() - a', [['__name__=a']]],
    ['{"utf8.name", "label.x"="y"}', [['__name__=utf8.name', 'label.x=y']]],
    ["a{b='it\\'s'}", [['__name__=a', "b=it's"]]],
    ['a{b=`raw\\d`}', [['__name__=a', 'b=raw\\d']]],
    ['a{b="\\u00e9\\n"}', [['__name__=a', 'b=é\n']]],
    ['up # a comment { "\n', [['__name__=up']]],
    ['sum(a) by (b) or vector(0)', [['__name__=a']]],
  ])('%s', (expression, expected) => {
    expect(selectorsOf(expression)).toEqual(expected);
  });

  it.each<[string, string[][]]>([
    ['rate(a[$__rate_interval])', [['__name__=a']]],
    ['rate(a[${__interval}])', [['__name__=a']]],
    ['rate(a[[[window]]])', [['__name__=a']]],
    ['rate(a[${n}m]) * $__interval_ms', [['__name__=a']]],
    ['a offset $__range', [['__name__=a']]],
    ['a{b="$var"}', [['__name__=a', 'b=$var?']]],
    ['a{b=~"${var:regex}",c="d"}', [['__name__=a', 'b=~${var:regex}?', 'c=d']]],
    ['a{b=~"[[var]]"}', [['__name__=a', 'b=~[[var]]?']]],
    ['${prefix}_total', [['__name__=${prefix}_total?']]],
    ['topk($n, a)', [['__name__=$n?'], ['__name__=a']]],
    ['sum by ($label) (a)', [['__name__=a']]],
    ['a{b=~"x$"}', [['__name__=a', 'b=~x$']]],
  ])('with variables of Grafana: %s', (expression, expected) => {
    expect(selectorsOf(expression)).toEqual(expected);
  });

  it('fills in variables that are known', () => {
    const variables: VariableValue[] = [
      { name: 'one', values: ['x"y'] },
      { name: 'two', values: ['a.b', 'c'] },
      { name: 'every', values: [], all: true, allValue: '.+' },
      { name: 'unset', values: [], all: true },
      { name: 'limit', values: ['3'] },
    ];
    expect(
      selectorsOf(
        'm{a="$one",b=~"$two",c=~"$every",d=~"$unset"} > $limit',
        variables,
      ),
    ).toEqual([['__name__=m', 'a=x"y', 'b=~(a\\.b|c)', 'c=~.+', 'd=~$unset?']]);
  });

  it.each<[string, string[][]]>([
    ['a default 0', [['__name__=a']]],
    ['median_over_time(a[5m]) keep_metric_names', [['__name__=a']]],
    ['sum(range_median(a{b="default"})) by (c)', [['__name__=a', 'b=default']]],
  ])("with VictoriaMetrics' additions: %s", (expression, expected) => {
    expect(selectorsOf(expression)).toEqual(expected);
  });

  it.each([
    '',
    '  ',
    'up{',
    'up{a="b}',
    'sum(',
    'a b c',
    'up{a==1}',
    ')',
    '}{',
    'x'.repeat(30_000),
  ])('says that it cannot read %.20s', expression => {
    const parsed = parsePromql(expression);
    expect(parsed).toEqual({ ok: false, reason: expect.stringMatching(/\.$/) });
  });
});

describe('parseLogql finds stream selectors', () => {
  it.each<[string, string[]]>([
    ['{app="x"}', ['{app="x"}']],
    [
      'sum by (l) (rate({app="x", ns=~"a.+"} |= "a { b" | json | line_format `{{.m}}` [5m]))',
      ['{app="x", ns=~"a.+"}'],
    ],
    ['rate({a="b"}[1m]) / rate({c="d"}[1m])', ['{a="b"}', '{c="d"}']],
    ['{ns="$ns"} |~ "[[word]]"', ['{ns="$ns"}']],
  ])('%s', (query, expected) => {
    const parsed = parseLogql(query);
    expect(parsed.ok && parsed.selectors.map(({ text }) => text)).toEqual(
      expected,
    );
  });

  it('keeps a variable of a stream uncertain', () => {
    const parsed = parseLogql('{ns="$ns"}');
    expect(parsed.ok && parsed.selectors[0].uncertain).toBe(true);
  });

  it.each(['', 'up', '{a="b"', '{a}', '{{a="b"}}'])(
    'says that it cannot read %s',
    query => {
      expect(parseLogql(query)).toEqual({
        ok: false,
        reason: expect.stringMatching(/\.$/),
      });
    },
  );
});
