import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { requiredRules } from './requiredRules';

describe('rbac.yaml', () => {
  const documents = parseAllDocuments(
    readFileSync(resolve(__dirname, '../../rbac.yaml'), 'utf8'),
  ).map(document => document.toJS());
  const role = documents.find(({ kind }) => kind === 'ClusterRole');

  it('grants exactly the rights that the code uses', () => {
    expect(role.rules).toEqual(requiredRules());
  });

  it('grants no secrets, no wildcards and no writing', () => {
    for (const { apiGroups, resources, verbs } of requiredRules()) {
      expect([...apiGroups, ...resources]).not.toContain('*');
      expect(resources).not.toContain('secrets');
      for (const verb of verbs)
        expect(['get', 'list', 'watch']).toContain(verb);
    }
  });

  it('binds the role, and that of discovery, to one account', () => {
    const account = documents.find(({ kind }) => kind === 'ServiceAccount');
    for (const binding of documents.filter(
      ({ kind }) => kind === 'ClusterRoleBinding',
    )) {
      expect(binding.subjects).toEqual([
        {
          kind: 'ServiceAccount',
          ...{
            name: account.metadata.name,
            namespace: account.metadata.namespace,
          },
        },
      ]);
    }
  });
});
