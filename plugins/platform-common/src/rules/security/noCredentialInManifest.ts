import { bad, examineRule, good } from '../examine';

/** No manifest of it holds a credential, nor a document beside them. */
export const noCredentialInManifest = examineRule({
  id: 'no-credential-in-manifest',
  version: 2,
  category: 'security',
  title: 'No credential in its manifests and documents',
  why: 'What is in Git stays in its history, on every clone.',
  weight: 6,
  level: 'bronze',
  appliesTo: { sentence: 'Services with manifests' },
  facts: ['manifestCredentials'],
  expected: 'no value that looks like a credential',
  good: 'None of its manifests and documents holds a credential.',
  none: 'No manifest declares it.',
  remedy: {
    text: 'Change the credential, then take it out of the file; taking it out alone does not take it back.',
  },
  look: ({ manifestCredentials: { looked, exposed } }) =>
    exposed.length > 0
      ? exposed.map(({ object, what }) => bad(object, `${object}: ${what}`))
      : looked.map(object =>
          good(object, 'nothing that looks like a credential'),
        ),
});
