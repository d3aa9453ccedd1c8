import { JsonObject } from '../kubernetes';
import { readHandPipeline, readPipeline } from '.';

const shell = (rawScript: string, more: JsonObject = {}): JsonObject => ({
  code: 11,
  name: 'extract',
  taskType: 'SHELL',
  taskParams: { localParams: [], rawScript, resourceList: [] },
  failRetryTimes: 3,
  failRetryInterval: 5,
  flag: 'YES',
  ...more,
});

const stepOf = (task: JsonObject) =>
  readPipeline({ processDefinition: {}, taskDefinitionList: [task] }).steps[0];

describe('what a workflow of the scheduler does', () => {
  it('reads a step: script, retries, pause, files', () => {
    expect(
      stepOf(shell('python jobs/eia.py --day ${day}\n# python jobs/old.py')),
    ).toEqual({
      name: 'extract',
      type: 'SHELL',
      script: 'python jobs/eia.py --day ${day}\n# python jobs/old.py',
      retries: 3,
      retryMinutes: 5,
      files: ['jobs/eia.py'],
    });
  });

  it.each(['processDefinition', 'workflowDefinition'])(
    'reads parameters of %s: sinks and quota',
    field => {
      const told = readPipeline({
        [field]: {
          globalParams: JSON.stringify([
            { prop: 'sink.topic', value: 'prices' },
            { prop: 'source_table', value: 'staging.eia' },
            { prop: 'quota.source', value: 'eia' },
            { prop: 'quota.requestsPerDay', value: '40' },
            { prop: 'quota.allowedPerDay', value: '5000' },
          ]),
        },
        taskDefinitionList: [shell('true')],
      });
      expect(told.sinks).toEqual([{ kind: 'topic', name: 'prices' }]);
      expect(told.quota).toEqual({
        source: 'eia',
        requestsPerDay: 40,
        allowedPerDay: 5000,
      });
    },
  );

  it('reads parameters that are text, and tells an empty script from none', () => {
    const params = JSON.stringify({ rawScript: '' });
    expect(stepOf(shell('', { taskParams: params })).script).toBe('');
    expect(stepOf(shell('', { taskParams: {} }))).not.toHaveProperty('script');
    expect(stepOf(shell('', { taskParams: 'no json' }))).not.toHaveProperty(
      'script',
    );
  });

  it('reads what other types of task run', () => {
    const http = { url: 'https://api.example.com/x', httpMethod: 'GET' };
    const told = shell('', {
      taskType: 'HTTP',
      taskParams: { localParams: [], ...http },
    });
    expect(stepOf(told).script).toBe(JSON.stringify(http));
    const query = { sql: 'SELECT 1', preStatements: ['SET x = 1'] };
    expect(
      stepOf(shell('', { taskType: 'SQL', taskParams: query })).script,
    ).toBe('SET x = 1\nSELECT 1');
  });

  it('passes over a step that is switched off, and knows that it is', () => {
    const off = shell('INSERT INTO raw.eia SELECT 1', { flag: 'NO' });
    const told = readPipeline({ taskDefinitionList: [off] });
    expect(told.steps[0].disabled).toBe(true);
    expect(told).not.toHaveProperty('sinks');
  });

  it('keeps no credential of a script', () => {
    const script = 'curl -H "Authorization: Bearer CANARY0123456789abcdef" x';
    expect(JSON.stringify(stepOf(shell(script)))).not.toContain('CANARY');
  });

  it.each([
    ['INSERT INTO iceberg.raw.eia SELECT 1', 'table iceberg.raw.eia'],
    ['MERGE INTO raw.eia USING x ON y', 'table raw.eia'],
    [
      'create table if not exists raw.eia (a int);\ninsert into raw.eia select 1',
      'table raw.eia true',
    ],
    ['python x.py --topic prices', 'topic prices'],
    ['aws s3 cp out.csv s3://lake/eia/', 'bucket lake'],
    ['spark-submit x.py --output s3a://lake/raw', 'bucket lake'],
    ['-- INSERT INTO raw.eia', undefined],
    ['kafka-console-consumer --topic prices', undefined],
    ['aws s3 cp s3://lake/eia out.csv', undefined],
    ['python x.py', undefined],
  ])('%s writes to %s', (script, sink) => {
    const { sinks } = readPipeline({ taskDefinitionList: [shell(script)] });
    expect(
      sinks?.map(({ kind, name, exists }) =>
        [kind, name, exists].filter(Boolean).join(' '),
      ),
    ).toEqual(sink && [sink]);
  });

  it.each([
    ['great_expectations checkpoint run prices', 'checkpoints/prices.yml'],
    ['python check.py --suite eia', 'expectations/eia.json'],
  ])('%s refers to the file of its suite', (script, file) => {
    expect(stepOf(shell(script)).files).toEqual([`great_expectations/${file}`]);
  });

  it('takes no path of the machine or of an address for a file of the tree', () => {
    const script = 'python /opt/a/b.py; curl https://example.com/a/b.json';
    expect(stepOf(shell(script))).not.toHaveProperty('files');
  });
});

describe('what a workflow does that people wrote', () => {
  it('reads both of their forms, and seconds as minutes', () => {
    const { steps, sinks } = readHandPipeline(
      [
        { name: 'a', type: 'shell', command: 'sh', args: ['jobs/a.sh'] },
        {
          name: 'b',
          type: 'SQL',
          params: { sql: 'INSERT INTO raw.b SELECT 1' },
          retryTimes: 3,
          retryInterval: 300,
        },
        { name: 'c', type: 'noop' },
      ],
      {},
    );
    expect(steps).toMatchObject([
      { script: 'sh jobs/a.sh', files: ['jobs/a.sh'] },
      { retries: 3, retryMinutes: 5 },
      { name: 'c' },
    ]);
    expect(steps[0]).not.toHaveProperty('retries');
    expect(steps[2]).not.toHaveProperty('script');
    expect(sinks).toEqual([{ kind: 'table', name: 'raw.b' }]);
  });
});
