import { bad, examineRule, good } from '../examine';

/** No policy report says that something of it fails. */
export const policyReportsClean = examineRule({
  id: 'policy-reports-clean',
  category: 'security',
  title: 'Policy reports are clean',
  why: "A report is what the cluster's own judge has found on what runs now.",
  weight: 3,
  level: 'silver',
  appliesTo: { sentence: 'Services that a policy report is about' },
  facts: ['policyResults'],
  expected: 'no result that fails',
  good: 'No report says that it fails.',
  none: 'No policy report is about it.',
  remedy: {
    text: 'Mend what the report names, or grant an exception with an end.',
  },
  look: ({ policyResults }) =>
    policyResults.map(({ report, object, policy, result }) =>
      /^(fail|error)$/.test(result)
        ? bad([object, report], `${policy}: ${result}`)
        : good([object, report], `${policy}: ${result}`),
    ),
});
