import { bad, examineRule, good } from '../examine';

/** No ConfigMap that it uses holds a credential. */
export const noCredentialInConfigmap = examineRule({
  id: 'no-credential-in-configmap',
  category: 'security',
  title: 'No credential in its ConfigMaps',
  why: 'Whoever may read ConfigMaps, which is nearly everybody, has it.',
  weight: 6,
  level: 'bronze',
  appliesTo: { sentence: 'Services that use ConfigMaps' },
  facts: ['configCredentials'],
  expected: 'no value that looks like a credential',
  good: 'None of its ConfigMaps holds a credential.',
  none: 'It uses no ConfigMap.',
  remedy: {
    text: 'Move the value into a Secret that a manager fills, and change it: it has been readable.',
  },
  look: ({ configCredentials: { looked, exposed } }) =>
    exposed.length > 0
      ? exposed.map(({ object, what }) => bad(object, `${object}: ${what}`))
      : looked.map(object =>
          good(object, 'nothing that looks like a credential'),
        ),
});
