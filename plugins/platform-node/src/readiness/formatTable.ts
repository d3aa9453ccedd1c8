/** The judgement for people: what fails, where, and what to do; then what is not known, and what could not be read. */
import {
  percentOf,
  ServiceReport,
  VerdictLine,
  VerdictObject,
} from '@254carbon/backstage-plugin-platform-common';
import { Paper, PaperOptions } from './Paper';
import { FolderJudgement } from './types';

/** `1 failure`, `2 failures`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

function nameOf({ kind, namespace, name }: VerdictObject): string {
  return `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}

const SHOWN = 5;

function writePlaces(paper: Paper, { objects }: VerdictLine): void {
  const written = objects.filter(({ file }) => file !== undefined);
  for (const object of written.slice(0, SHOWN))
    paper.write(`${object.file}:${object.line}  ${nameOf(object)}`, {
      indent: 4,
      first: 'at   ',
    });
  if (written.length > SHOWN)
    paper.write(`and ${counted(written.length - SHOWN, 'place')} more`, {
      indent: 9,
    });
}

function writeFailure(paper: Paper, line: VerdictLine): void {
  paper.write(`${line.rule}  (${line.level}, ${line.category})`, {
    indent: 2,
    first: 'fail ',
    colour: 'red',
  });
  paper.write(line.summary, { indent: 4, first: 'seen ' });
  writePlaces(paper, line);
  if (line.remedy) paper.write(line.remedy.text, { indent: 4, first: 'do   ' });
}

function rangeOf({ points }: Pick<ServiceReport, 'points'>): string {
  const percent = percentOf(points);
  if (!percent) return 'no score';
  return percent.low === percent.high
    ? `${percent.low} %`
    : `${percent.low} to ${percent.high} %`;
}

function writeService(
  paper: Paper,
  service: ServiceReport,
  failing: readonly VerdictLine[],
): void {
  const { counts, entityRef, level } = service;
  const parts = [
    rangeOf(service),
    ...(level && level !== 'none' ? [level] : []),
    counted(failing.length, 'failure'),
    `${counts.pass} pass`,
    `${counts.unknown} not known`,
  ];
  paper.write(`${entityRef}  ${parts.join(', ')}`, { colour: 'bold' });
  for (const line of failing) writeFailure(paper, line);
  paper.space();
}

/** What fails and belongs to no service. */
function writeStrays(paper: Paper, { report, failing }: FolderJudgement): void {
  const known = new Set(report.services.map(({ entityRef }) => entityRef));
  const strays = failing.filter(({ entity }) => !known.has(entity));
  if (strays.length === 0) return;
  paper.write('Objects that belong to no service', { colour: 'bold' });
  for (const line of strays) writeFailure(paper, line);
  paper.space();
}

/** What is not known, by reason: the same reason holds for many. */
function writeUnknown(paper: Paper, verdicts: readonly VerdictLine[]): void {
  const byReason = new Map<string, Set<string>>();
  for (const { verdict, stale, summary, rule } of verdicts) {
    if (verdict !== 'unknown' && !(stale && verdict !== 'not-applicable'))
      continue;
    const rules = byReason.get(summary) ?? new Set<string>();
    byReason.set(summary, rules.add(rule));
  }
  if (byReason.size === 0) return;
  paper.write('Not known', { colour: 'bold' });
  const reasons = [...byReason].sort((a, b) => b[1].size - a[1].size);
  for (const [reason, rules] of reasons.slice(0, 4 * SHOWN)) {
    paper.write(reason, { indent: 2, colour: 'yellow' });
    paper.write([...rules].join(', '), { indent: 4, colour: 'dim' });
  }
  if (reasons.length > 4 * SHOWN)
    paper.write(
      `and ${counted(
        reasons.length - 4 * SHOWN,
        'reason',
      )} more; --format json tells them all`,
      { indent: 2 },
    );
  paper.space();
}

function writeGaps(paper: Paper, judgement: FolderJudgement): void {
  const { problems, broken, notRendered } = judgement;
  if (notRendered.length > 0) {
    paper.write('Not rendered', { colour: 'bold' });
    for (const { path, kind, reason } of notRendered)
      paper.write(`${path} (${kind}): ${reason}`, { indent: 2 });
    paper.space();
  }
  if (problems.length === 0) return;
  paper.write('Problems', { colour: 'bold' });
  for (const problem of problems) {
    const { path, line, message, cure } = problem;
    const isBroken = broken.includes(problem);
    paper.write(`${path}:${line}  ${message} ${cure}`, {
      indent: 2,
      first: isBroken ? 'fail ' : 'note ',
      ...(isBroken ? { colour: 'red' } : {}),
    });
  }
  paper.space();
}

function countFailing(verdicts: readonly VerdictLine[]): number {
  return verdicts.filter(({ verdict, stale }) => verdict === 'fail' && !stale)
    .length;
}

function conclusion(judgement: FolderJudgement): string {
  const { report, level, failing, broken, files, notRendered } = judgement;
  const { counts, services } = report;
  const above = countFailing(judgement.verdicts) - failing.length;
  const parts = [
    `${counted(failing.length, 'failure')} at level ${level}`,
    ...(above > 0 ? [`${above} above it`] : []),
    ...(broken.length > 0 ? [counted(broken.length, 'broken manifest')] : []),
    `${counts.pass} pass`,
    `${counts.unknown} not known`,
    ...(notRendered.length > 0 ? [`${notRendered.length} not rendered`] : []),
  ];
  return `${counted(services.length, 'service')} in ${counted(
    files,
    'file',
  )}: ${parts.join(', ')}; readiness ${rangeOf(report)}.`;
}

/** The judgement as text that is read at any width from 40 columns on. */
export function formatTable(
  judgement: FolderJudgement,
  options: PaperOptions,
): string {
  const { report, failing, broken, verdicts } = judgement;
  const paper = new Paper(options);
  const byEntity = new Map<string, VerdictLine[]>();
  for (const line of failing) {
    const list = byEntity.get(line.entity);
    if (list) list.push(line);
    else byEntity.set(line.entity, [line]);
  }
  for (const service of report.services)
    writeService(paper, service, byEntity.get(service.entityRef) ?? []);
  writeStrays(paper, judgement);
  writeUnknown(paper, verdicts);
  writeGaps(paper, judgement);
  const fails = failing.length + broken.length > 0;
  paper.write(conclusion(judgement), {
    first: fails ? 'FAIL ' : 'PASS ',
    colour: fails ? 'red' : 'green',
  });
  return paper.toString();
}
