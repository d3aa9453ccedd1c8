import { bad, examineRule, good, open } from '../examine';

const MANY = 3;

/** What several services need does not hang on one pod. */
export const noSinglePoint = examineRule({
  id: 'no-single-point',
  category: 'availability',
  title: 'What many need does not hang on one pod',
  why: 'When one pod takes several services with it, its restart is an outage of all of them.',
  weight: 6,
  level: 'gold',
  appliesTo: { sentence: `Services that ${MANY} or more others need` },
  facts: ['dependents', 'workloads'],
  expected: 'more than one replica of what they need',
  good: 'What they need has more than one pod.',
  none: 'Few services need it.',
  remedy: {
    text: 'Run it with replicas that take over (streaming replication, a cluster mode), or let what needs it live without it for a while.',
  },
  about: dependents => dependents.length >= MANY,
  look: ({ dependents, workloads }) => {
    const running = workloads.filter(
      ({ kind, runs, offBecause }) =>
        runs === 'long' && kind !== 'DaemonSet' && !offBecause,
    );
    if (running.length === 0) return [];
    const seen = `${dependents.length} services need it`;
    if (running.some(({ desired }) => desired === undefined))
      return [
        open(
          running.map(({ object }) => object),
          `${seen}, and how many replicas it has is not known`,
        ),
      ];
    return running.some(({ desired = 0 }) => desired > 1)
      ? [
          good(
            running.map(({ object }) => object),
            seen,
          ),
        ]
      : [
          bad(
            running.map(({ object }) => object),
            `${seen}, and it has one pod: ${dependents.slice(0, 5).join(', ')}`,
          ),
        ];
  },
});
