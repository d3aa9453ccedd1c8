import { bad, examineRule, good } from '../examine';

/** A runbook is about it. */
export const hasRunbook = examineRule({
  id: 'has-runbook',
  category: 'documentation',
  title: 'A runbook is about it',
  why: 'What to do when it fails should not have to be found out while it fails.',
  weight: 3,
  level: 'silver',
  appliesTo: { sentence: 'Services that run all the time or on a schedule' },
  facts: ['runbooks'],
  expected: 'at least one runbook that names it',
  good: 'A runbook is about it.',
  none: 'It needs none.',
  remedy: {
    text: 'Write one into runbooks/docs: what it looks like when it fails, what to look at, what to do. The portal finds it by itself.',
  },
  look: ({ runbooks }) =>
    runbooks.length > 0
      ? runbooks.map(({ object }) => good(object, `${object} names it`))
      : [bad([], 'no runbook names it')],
});
