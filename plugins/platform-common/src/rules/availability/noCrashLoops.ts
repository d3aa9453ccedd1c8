import { Clock } from '../clock';
import { ContainerStateFact } from '../facts/types';
import {
  counted,
  doesNotApply,
  fails,
  joined,
  passes,
  Proof,
  whenKnown,
} from '../judgement';
import { defineRule } from '../types';
import { VerdictEvidence } from '../verdict';

const DAY = 24 * 60 * 60 * 1000;
const STUCK: ReadonlySet<string> = new Set([
  'CrashLoopBackOff',
  'ImagePullBackOff',
  'ErrImagePull',
  'ErrImageNeverPull',
  'InvalidImageName',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
]);

const remedy = {
  text: 'Read the log of the previous run and the reason of the last end: more memory when it was OOMKilled, the image on every node or in a registry when it cannot be pulled, the missing Secret or ConfigMap when it cannot be configured.',
  runbook: 'platform-health-check',
};

function isImageTrouble({ waiting = '' }: ContainerStateFact): boolean {
  return /Image/.test(waiting);
}

/** What is wrong with a container; `undefined` when nothing is. */
function trouble(
  state: ContainerStateFact,
  clock: Clock,
  restarts: number,
): string | undefined {
  if (state.waiting && STUCK.has(state.waiting)) {
    const again = state.restarts
      ? `, ${counted(state.restarts, 'restart')}`
      : '';
    return `${state.waiting}${again}${
      state.lastEnd ? `, last ended ${state.lastEnd}` : ''
    }`;
  }
  if (state.restarts <= restarts) return undefined;
  const last = Date.parse(state.lastEndAt ?? state.podStartedAt ?? '');
  if (clock.isPast(last + DAY)) return undefined;
  return `${counted(state.restarts, 'restart')}, the last within a day${
    state.lastEnd ? ` (${state.lastEnd})` : ''
  }`;
}

function judgeStates(
  states: readonly ContainerStateFact[],
  clock: Clock,
  most: number,
  proof: Proof,
) {
  if (states.length === 0) return doesNotApply('No pod of it runs at present.');
  const expected = `runs, with at most ${most} restarts unless the last is more than a day ago`;
  const bad = states.flatMap(state => {
    const what = trouble(state, clock, most);
    return what ? [{ state, what }] : [];
  });
  if (bad.length === 0) {
    const seen = Math.max(...states.map(({ restarts }) => restarts));
    const evidence: VerdictEvidence = {
      observed: `${counted(
        states.length,
        'container',
      )}, none stuck, at most ${counted(seen, 'restart')}`,
      expected,
      objects: [...new Set(states.map(({ pod }) => pod))],
      ...proof,
    };
    return passes('No container crashes again and again.', [evidence]);
  }
  const evidence = bad.map(({ state, what }) => ({
    observed: `container ${state.container}: ${what}${
      state.message ? `: ${state.message}` : ''
    }`,
    expected,
    objects: [state.pod],
    ...proof,
  }));
  const parts = bad.map(({ state, what }) => `${state.container}: ${what}`);
  const imageMissing = bad.every(({ state }) => isImageTrouble(state));
  return fails(
    `${joined(parts)}.`,
    evidence,
    imageMissing ? { ...remedy, runbook: 'image-missing-on-a-node' } : remedy,
  );
}

/** no container is stuck or restarts again and again. */
export const noCrashLoops = defineRule({
  id: 'no-crash-loops',
  category: 'availability',
  title: 'No container crashes again and again',
  why: 'A container that restarts all day loses work each time, and hides its cause behind the next start.',
  weight: 8,
  level: 'bronze',
  appliesTo: { sentence: 'Services with pods' },
  facts: ['containerStates'],
  remedy,
  thresholds: {
    restarts: {
      title:
        'Restarts, at most; more of them, the last within a day, are not bad luck',
      value: 5,
      min: 0,
      max: 1_000,
    },
  },
  judge: ({ containerStates }, clock, { restarts }) =>
    whenKnown(containerStates, (states, proof) =>
      judgeStates(states, clock, restarts, proof),
    ),
});
