import { percentOf } from '@254carbon/backstage-plugin-platform-common';
import { FolderJudgement } from './types';

/** The judgement as JSON, indented, with a line break at its end. */
export function toJson(judgement: FolderJudgement): string {
  const { folder, files, level, report, verdicts } = judgement;
  const { problems, broken, notRendered, failing } = judgement;
  const percent = percentOf(report.points);
  const whole = {
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
  return `${JSON.stringify(whole, undefined, 2)}\n`;
}
