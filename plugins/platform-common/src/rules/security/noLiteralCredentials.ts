import { judgeContainers } from '../containerRule';
import { ContainerFact } from '../facts/types';
import { listed } from '../judgement';
import { defineRule } from '../types';

const remedy = {
  text: 'Put the value into a Secret (or Vault), refer to it with valueFrom.secretKeyRef, and change the credential: it has been readable in the manifest.',
};

function fault({ literalCredentials }: ContainerFact): string | undefined {
  if (literalCredentials.length === 0) return undefined;
  const names = literalCredentials.map(
    ({ name, because }) => `${name} (${because})`,
  );
  return `literal value in ${listed(names)}`;
}

/** no credential stands in the manifest itself. The evidence names the variable, never its value. */
export const noLiteralCredentials = defineRule({
  id: 'no-literal-credentials',
  category: 'security',
  title: 'No credential in an environment literal',
  why: 'A literal in a manifest is in Git, in every backup and on the screen of everyone who may read the workload.',
  weight: 8,
  level: 'bronze',
  appliesTo: { sentence: 'Services with containers' },
  facts: ['containers'],
  remedy,
  judge: ({ containers }) =>
    judgeContainers(containers, {
      fault,
      expected:
        'no environment variable with a literal that looks like a credential',
      good: 'No environment variable holds a credential as a literal.',
      none: 'It has no containers.',
      remedy,
    }),
});
