/**
 * The judgement as JSON. A repository of thousands of services has more verdicts than one text can hold, so it is told in parts; put together they
 * are what `JSON.stringify` makes of the whole.
 */
import { percentOf } from '@254carbon/backstage-plugin-platform-common';
import { FolderJudgement } from './types';

/** About how many characters a part has. */
const PART = 1024 * 1024;

/** A value as it stands two or four columns inside of the whole; no text of JSON holds a line break of its own. */
function indented(value: unknown, columns: number): string {
  const lead = `\n${' '.repeat(columns)}`;
  return JSON.stringify(value, undefined, 2).replaceAll('\n', lead);
}

function* textOf(whole: Readonly<Record<string, unknown>>): Generator<string> {
  const entries = Object.entries(whole).filter(([, one]) => one !== undefined);
  yield '{';
  for (const [at, [name, value]] of entries.entries()) {
    yield `${at > 0 ? ',' : ''}\n  ${JSON.stringify(name)}: `;
    if (!Array.isArray(value) || value.length === 0) {
      yield indented(value, 2);
      continue;
    }
    yield '[';
    for (const [index, item] of value.entries())
      yield `${index > 0 ? ',' : ''}\n    ${indented(item, 4)}`;
    yield '\n  ]';
  }
  yield '\n}\n';
}

/** Pieces put together to parts of about one size. */
function* inParts(pieces: Iterable<string>): Generator<string> {
  let part = '';
  for (const piece of pieces) {
    part += piece;
    if (part.length < PART) continue;
    yield part;
    part = '';
  }
  if (part !== '') yield part;
}

/** The judgement as JSON in parts, indented, with a line break at its end. */
export function toJson(judgement: FolderJudgement): Iterable<string> {
  return inParts(textOf(describe(judgement)));
}

function describe(judgement: FolderJudgement): Record<string, unknown> {
  const { folder, files, level, report, verdicts } = judgement;
  const { problems, broken, notRendered, failing } = judgement;
  const percent = percentOf(report.points);
  return {
    folder,
    files,
    judgedAt: report.judgedAt,
    level,
    result: failing.length + broken.length > 0 ? 'fail' : 'pass',
    counts: { ...report.counts, failing: failing.length },
    points: report.points,
    ...(percent ? { percent } : {}),
    services: report.services.map(service => {
      const range = percentOf(service.points);
      return {
        entity: service.entityRef,
        title: service.title,
        system: service.system,
        ...(service.level ? { level: service.level } : {}),
        points: service.points,
        ...(range ? { percent: range } : {}),
        counts: service.counts,
      };
    }),
    verdicts,
    problems: problems.map(({ mentions: _, ...problem }) => ({
      ...problem,
      fails: broken.some(
        one =>
          one.path === problem.path &&
          one.line === problem.line &&
          one.kind === problem.kind,
      ),
    })),
    notRendered,
  };
}
