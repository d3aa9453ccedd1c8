import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { WANTED_KINDS } from '../kubernetes';
import { listNameKinds, nameListGrant, nameRules } from './nameKinds';

function read(file: string) {
  return parseAllDocuments(
    readFileSync(resolve(__dirname, '../..', file), 'utf8'),
  ).map(document => document.toJS());
}

describe('rbac-names.yaml', () => {
  const documents = read('rbac-names.yaml');

  it('grants exactly what is asked for by name, and Secrets to nobody', () => {
    const role = documents.find(({ kind }) => kind === 'ClusterRole');
    expect(role.rules).toEqual(nameRules());
    expect(JSON.stringify(role.rules)).not.toMatch(/secrets|\*/);
  });

  it('binds to the account of rbac.yaml', () => {
    const [account] = read('rbac.yaml');
    const binding = documents.find(({ kind }) => kind === 'ClusterRoleBinding');
    expect(binding.subjects).toEqual([
      {
        kind: 'ServiceAccount',
        name: account.metadata.name,
        namespace: account.metadata.namespace,
      },
    ]);
  });

  it('names no kind that the portal holds anyway', () => {
    const held = new Set(
      WANTED_KINDS.map(({ group, resource }) => `${group}/${resource}`),
    );
    for (const { group, resource } of listNameKinds())
      expect(held).not.toContain(`${group}/${resource}`);
  });

  it('says what the right to list Secrets would mean', () => {
    const [secrets] = listNameKinds().filter(
      ({ resource }) => resource === 'secrets',
    );
    expect(nameListGrant(secrets)).toMatch(/read their values too/);
  });
});
