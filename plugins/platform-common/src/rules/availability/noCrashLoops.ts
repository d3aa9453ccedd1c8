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
/** More restarts than this, the last of them within a day, are not bad luck. */
const MAX_RESTARTS = 5;
const EXPECTED = `runs, with at most ${MAX_RESTARTS} restarts unless the last is more than a day ago`;
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
function trouble(state: ContainerStateFact, now: number): string | undefined {
  if (state.waiting && STUCK.has(state.waiting)) {
    const restarts = state.restarts
      ? `, ${counted(state.restarts, 'restart')}`
      : '';
    return `${state.waiting}${restarts}${
      state.lastEnd ? `, last ended ${state.lastEnd}` : ''
    }`;
  }
  if (state.restarts <= MAX_RESTARTS) return undefined;
  const last = Date.parse(state.lastEndAt ?? state.podStartedAt ?? '');
  if (!Number.isNaN(last) && now - last > DAY) return undefined;
  return `${counted(state.restarts, 'restart')}, the last within a day${
    state.lastEnd ? ` (${state.lastEnd})` : ''
  }`;
}

function judgeStates(
  states: readonly ContainerStateFact[],
  now: number,
  proof: Proof,
) {
  if (states.length === 0) return doesNotApply('No pod of it runs at present.');
  const bad = states.flatMap(state => {
    const what = trouble(state, now);
    return what ? [{ state, what }] : [];
  });
  if (bad.length === 0) {
    const most = Math.max(...states.map(({ restarts }) => restarts));
    const evidence: VerdictEvidence = {
      observed: `${counted(
        states.length,
        'container',
      )}, none stuck, at most ${counted(most, 'restart')}`,
      expected: EXPECTED,
      objects: [...new Set(states.map(({ pod }) => pod))],
      ...proof,
    };
    return passes('No container crashes again and again.', [evidence]);
  }
  const evidence = bad.map(({ state, what }) => ({
    observed: `container ${state.container}: ${what}${
      state.message ? `: ${state.message}` : ''
    }`,
    expected: EXPECTED,
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
  judge: ({ containerStates }, now) =>
    whenKnown(containerStates, (states, proof) =>
      judgeStates(states, now, proof),
    ),
});
