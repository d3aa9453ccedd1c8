/**
 * The judgement as SARIF 2.1.0 (OASIS Standard, errata 01): one result for each object of a failing verdict, so that whoever shows them puts
 * each at its own line. What is broken or not rendered is a notification of the run. Paths are relative to the folder, whose place is not told.
 */
import { createHash } from 'node:crypto';
import {
  RuleInfo,
  RuleLevel,
  VerdictLine,
  VerdictObject,
} from '@254carbon/backstage-plugin-platform-common';
import { FolderJudgement } from './types';

const SCHEMA =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const BASE = 'FOLDER';
/** The lowest level is the worst to miss. */
const LEVELS: Readonly<Record<RuleLevel, 'error' | 'warning' | 'note'>> = {
  bronze: 'error',
  silver: 'warning',
  gold: 'note',
};

function uriOf(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

function physical(file: string, line: number) {
  return {
    artifactLocation: { uri: uriOf(file), uriBaseId: BASE },
    region: { startLine: line },
  };
}

function nameOf({ kind, namespace, name }: VerdictObject): string {
  return `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}

function pascal(id: string): string {
  return id.replace(/(?:^|-)([a-z])/g, (_, letter: string) =>
    letter.toUpperCase(),
  );
}

function ruleOf(rule: RuleInfo) {
  const { id, title, why, appliesTo, remedy, category, level, weight } = rule;
  return {
    id,
    name: pascal(id),
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: {
      text: `${why} About: ${appliesTo}. To mend it: ${remedy.text}`,
      markdown: `${why}\n\n**About:** ${appliesTo}.\n\n**To mend it:** ${remedy.text}`,
    },
    defaultConfiguration: { level: LEVELS[level] },
    properties: { tags: [category, level], weight },
  };
}

function fingerprint(line: VerdictLine, object: VerdictObject | undefined) {
  const { kind = '', namespace = '', name = '' } = object ?? {};
  const parts = [line.rule, line.entity, kind, namespace, name];
  return createHash('sha256').update(parts.join('\0')).digest('hex');
}

function messageOf(line: VerdictLine, object?: VerdictObject): string {
  const own = object
    ? line.evidence
        .filter(({ objects }) => objects.includes(nameOf(object)))
        .map(({ observed, expected }) => `${observed} (expected: ${expected})`)
    : [];
  const said =
    own.length > 0 ? `${[...new Set(own)].join('; ')}.` : line.summary;
  return `${line.title} does not hold for ${line.entity}: ${said} ${
    line.remedy?.text ?? ''
  }`.trim();
}

function resultOf(
  line: VerdictLine,
  ruleIndex: number,
  object: VerdictObject | undefined,
) {
  const { file, line: at = 1 } = object ?? {};
  const logical = object
    ? [
        {
          name: object.name,
          fullyQualifiedName: nameOf(object),
          kind: 'resource',
        },
      ]
    : [{ fullyQualifiedName: line.entity, kind: 'resource' }];
  return {
    ruleId: line.rule,
    ruleIndex,
    kind: 'fail',
    level: LEVELS[line.level],
    message: { text: messageOf(line, object) },
    locations: [
      {
        ...(file ? { physicalLocation: physical(file, at) } : {}),
        logicalLocations: logical,
      },
    ],
    partialFingerprints: { 'readinessVerdict/v1': fingerprint(line, object) },
    properties: { entity: line.entity, category: line.category },
  };
}

/** The objects that a result is made for: those that are written somewhere, else the first. */
function subjects({ objects }: VerdictLine): (VerdictObject | undefined)[] {
  const written = objects.filter(({ file }) => file !== undefined);
  return written.length > 0 ? written : [objects[0]];
}

function notifications({ problems, broken, notRendered }: FolderJudgement) {
  return [
    ...problems.map(problem => ({
      level: broken.includes(problem) ? 'error' : 'note',
      descriptor: { id: `manifest/${problem.kind}` },
      message: { text: `${problem.message} ${problem.cure}` },
      locations: [{ physicalLocation: physical(problem.path, problem.line) }],
    })),
    ...notRendered.map(({ kind, path, reason }) => ({
      level: 'warning',
      descriptor: { id: `not-rendered/${kind}` },
      message: { text: reason },
      locations: [{ physicalLocation: physical(path, 1) }],
    })),
  ];
}

/** The judgement as a SARIF log, indented, with a line break at its end. */
export function toSarif(judgement: FolderJudgement): string {
  const { report, failing } = judgement;
  const { rules } = report;
  const indexOf = new Map(rules.map(({ id }, at) => [id, at]));
  const results = failing.flatMap(line =>
    subjects(line).map(object =>
      resultOf(line, indexOf.get(line.rule) ?? -1, object),
    ),
  );
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: '254Carbon readiness',
            version: '0.1.0',
            rules: rules.map(ruleOf),
          },
        },
        originalUriBaseIds: {
          [BASE]: { description: { text: 'The folder that was judged.' } },
        },
        invocations: [
          {
            executionSuccessful: true,
            endTimeUtc: report.judgedAt,
            toolExecutionNotifications: notifications(judgement),
          },
        ],
        columnKind: 'utf16CodeUnits',
        results,
        properties: { counts: report.counts, level: judgement.level },
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}
