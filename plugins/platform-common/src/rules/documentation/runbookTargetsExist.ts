import { bad, examineRule, good, open } from '../examine';

/** What a runbook names still exists. */
export const runbookTargetsExist = examineRule({
  id: 'runbook-targets-exist',
  category: 'documentation',
  title: 'What its runbooks name still exists',
  why: 'A runbook for an alert that was renamed is never found when that alert fires.',
  weight: 2,
  level: 'gold',
  appliesTo: { sentence: 'Services with a runbook' },
  facts: ['runbooks'],
  expected: 'services and alerts that exist',
  good: 'Everything that its runbooks name exists.',
  none: 'No runbook is about it.',
  remedy: { text: 'Correct the names in its front matter.' },
  look: ({ runbooks }) =>
    runbooks.map(({ object, missingServices, missingAlerts, unsure }) => {
      if (missingServices.length > 0)
        return bad(
          object,
          `${object} names ${missingServices.join(', ')}, which does not exist`,
        );
      if (missingAlerts.length === 0)
        return good(object, 'what it names exists');
      return unsure
        ? open(
            object,
            `${object} names ${missingAlerts.join(
              ', ',
            )}, which may be in what was not rendered`,
          )
        : bad(
            object,
            `${object} names alert ${missingAlerts.join(
              ', ',
            )}, which exists nowhere`,
          );
    }),
});
