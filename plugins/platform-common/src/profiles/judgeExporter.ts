import { degraded, healthy, unknown } from './judgements';
import { HttpAnswer, Judgement } from './types';

/**
 * Judges an exporter by the metric that says whether it reaches what it reports on. The answer is cut
 * after 4 KiB, so a missing metric is no news as long as the text is metrics.
 */
export function judgeExporter(
  metric: string,
): (answer: HttpAnswer) => Judgement {
  const line = new RegExp(`^${metric}(?:\\{[^}]*\\})? (\\S+)$`, 'm');
  return answer => {
    const value = line.exec(answer.body)?.[1];
    if (value !== undefined)
      return Number(value) > 0
        ? healthy(`reports ${metric} ${value}`)
        : degraded(
            `runs, but reports ${metric} ${value}: it does not reach it`,
          );
    return /^# (HELP|TYPE) /m.test(answer.body)
      ? healthy('serves metrics')
      : unknown(`answers ${answer.status}, but not with metrics`);
  };
}
