import { judgeContainers } from '../containerRule';
import { ContainerFact } from '../facts/types';
import { defineRule } from '../types';

const remedy = {
  text: 'Add a readiness probe that asks whether it can serve, and a liveness probe that asks only whether it still runs; the health paths of each system are on its Platform tab.',
};

function fault(container: ContainerFact): string | undefined {
  const missing = [
    ...(container.readinessProbe ? [] : ['readiness probe']),
    ...(container.livenessProbe ? [] : ['liveness probe']),
  ];
  if (container.lostProbes)
    return `${container.lostProbes.join(
      ', ',
    )}, which the container does not have`;
  return missing.length ? `no ${missing.join(', no ')}` : undefined;
}

/** containers that serve say whether they can. */
export const probesSet = defineRule({
  id: 'probes-set',
  version: 2,
  category: 'availability',
  title: 'Readiness and liveness probes are set',
  why: 'Without a readiness probe requests go to a process that still starts; without a liveness probe one that hangs is never restarted.',
  weight: 5,
  level: 'silver',
  appliesTo: { sentence: 'Services with containers that open a port' },
  facts: ['containers'],
  remedy,
  judge: ({ containers }) =>
    judgeContainers(containers, {
      about: ({ serves, runs, init, lostProbes }) =>
        (serves && runs === 'long' && !init) || lostProbes !== undefined,
      fault,
      expected: 'a readiness and a liveness probe',
      good: 'Every container that serves has both probes.',
      none: 'None of its containers serves.',
      remedy,
    }),
});
