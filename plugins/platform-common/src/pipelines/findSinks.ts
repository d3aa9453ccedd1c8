/**
 * Where results go, as far as definitions say it: tables that a query writes, topics and buckets that a command is pointed at, and parameters that are called
 * so (`sink.table`, `target_topic`). What is not recognised is not known: a script may write anywhere without saying so.
 */
import { asObjects, asText, JsonValue } from '../kubernetes';
import { scrub } from '../redaction';
import { withoutComments } from './findFiles';
import { PipelineSink, PipelineStep } from './types';

type Kind = PipelineSink['kind'];

const NAME = '["\'`]?([a-z_][\\w.-]*)';

const LOOKS: readonly [look: RegExp, kind: Kind, made?: boolean][] = [
  [
    new RegExp(
      `\\bCREATE\\s+(?:OR\\s+REPLACE\\s+)?TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?${NAME}`,
      'gi',
    ),
    'table',
    true,
  ],
  [
    new RegExp(
      `\\b(?:INSERT\\s+(?:INTO|OVERWRITE)(?:\\s+TABLE)?|MERGE\\s+INTO|COPY\\s+INTO)\\s+${NAME}`,
      'gi',
    ),
    'table',
  ],
  [new RegExp(`--(?:sink|target|output)[-_]table[= ]${NAME}`, 'gi'), 'table'],
  [
    /--(?:into|sink|target|output)[= ]["']?([a-z_]\w*(?:\.\w+)+)(?=["'\s]|$)/gi,
    'table',
  ],
  [
    new RegExp(`--(?:(?:sink|target|output)[-_])?topic[= ]${NAME}`, 'gi'),
    'topic',
  ],
  [
    /--(?:into|sink|target|output|dest(?:ination)?)[= ]["']?s3[an]?:\/\/([\w.-]+)/gi,
    'bucket',
  ],
  [
    /\baws\s+s3\s+(?:cp|mv|sync)\s+(?!s3:)\S+\s+["']?s3:\/\/([\w.-]+)/gi,
    'bucket',
  ],
];

const PARAMETER =
  /(?:^|[._-])(?:sink|target|output)[._-]?(table|topic|bucket)$/i;

function sinksOfScript(script: string): PipelineSink[] {
  const text = withoutComments(script)
    .split('\n')
    // Who consumes a topic names it the same way.
    .filter(line => !/consumer/i.test(line))
    .join('\n');
  return LOOKS.flatMap(([look, kind, made]) =>
    [...text.matchAll(look)].map(
      ([, name]): PipelineSink => ({
        kind,
        name: scrub(name),
        ...(made ? { exists: true } : {}),
      }),
    ),
  );
}

function sinksOfParameters(parameters: JsonValue): PipelineSink[] {
  return asObjects(parameters).flatMap(({ prop, value }) => {
    const kind = PARAMETER.exec(asText(prop) ?? '')?.[1].toLowerCase();
    const name = asText(value);
    return kind && name && !name.includes('$')
      ? [{ kind: kind as Kind, name: scrub(name) }]
      : [];
  });
}

/** The sinks that steps and parameters (`[{ prop, value }]`) name, each once; `undefined` when they name none. */
export function findSinks(
  steps: readonly PipelineStep[],
  parameters: JsonValue = [],
): PipelineSink[] | undefined {
  const all = [
    ...sinksOfParameters(parameters),
    ...steps
      .filter(({ disabled }) => !disabled)
      .flatMap(({ script }) => (script ? sinksOfScript(script) : [])),
  ];
  const found = new Map<string, PipelineSink>();
  for (const one of all) {
    const key = `${one.kind} ${one.name}`;
    found.set(key, { ...found.get(key), ...one });
  }
  return found.size > 0 ? [...found.values()] : undefined;
}
