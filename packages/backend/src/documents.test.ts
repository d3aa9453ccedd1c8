/**
 * Documents are tested: what the README and the guides say exists is compared with the tree, so that
 * a renamed package, task or file fails here and not in front of a reader.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  platformPermissions,
  PROFILES,
} from '@254carbon/backstage-plugin-platform-common';
import { parseAllDocuments } from 'yaml';

const root = join(__dirname, '..', '..', '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const readme = read('README.md');

function workspaces(): string[] {
  const below = ['packages', 'plugins'].flatMap(parent =>
    readdirSync(join(root, parent)).map(name => `${parent}/${name}`),
  );
  return [...below, 'benchmarks']
    .filter(path => existsSync(join(root, path, 'package.json')))
    .sort();
}

function markdownFiles(path = ''): string[] {
  const skipped = new Set([
    'node_modules',
    'dist',
    'golden',
    'skeleton',
    '__fixtures__',
  ]);
  return readdirSync(join(root, path), { withFileTypes: true }).flatMap(
    entry => {
      if (skipped.has(entry.name) || entry.name.startsWith('.')) return [];
      const full = path ? `${path}/${entry.name}` : entry.name;
      if (entry.isDirectory()) return markdownFiles(full);
      return entry.name.endsWith('.md') ? [full] : [];
    },
  );
}

describe('README', () => {
  it('maps exactly the workspaces that there are', () => {
    const mapped = [
      ...readme.matchAll(
        /^\| `((?:packages|plugins)\/[a-z-]+|benchmarks)` \|/gm,
      ),
    ];
    expect(mapped.map(match => match[1]).sort()).toEqual(workspaces());
  });

  it('names only tasks that exist, and every task', () => {
    const scripts = Object.keys(JSON.parse(read('package.json')).scripts);
    const named = [...readme.matchAll(/`?npm (?:run )?([a-z0-9:]+)/g)].map(
      match => match[1],
    );
    const tasks = named.filter(name => name !== 'install');
    expect([...new Set(tasks)].sort()).toEqual(scripts.sort());
  });
});

describe('documents', () => {
  it.each(markdownFiles())('%s links only to files that exist', path => {
    const links = [
      ...read(path).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g),
    ].map(match => match[1]);
    const broken = links.filter(
      link => !existsSync(join(root, dirname(path), decodeURIComponent(link))),
    );
    expect(broken).toEqual([]);
  });

  it.each(workspaces())(
    '%s has a README with the six headings and a catalog entity',
    path => {
      const headings = [
        ...read(`${path}/README.md`).matchAll(/^## (.+)$/gm),
      ].map(match => match[1]);
      expect(headings.slice(0, 6)).toEqual([
        'What it is',
        'Where to start reading',
        'Contract',
        'Configuration',
        'Failure behaviour',
        'Develop',
      ]);
      const [entity] = parseAllDocuments(read(`${path}/catalog-info.yaml`)).map(
        doc => doc.toJS(),
      );
      expect(entity).toMatchObject({
        kind: 'Component',
        spec: { system: 'developer-portal' },
      });
    },
  );

  it('name every decision in the index of decisions', () => {
    const files = readdirSync(join(root, 'docs/adr')).filter(
      name => name !== 'README.md',
    );
    const index = read('docs/adr/README.md');
    expect(files.filter(name => !index.includes(`(${name})`))).toEqual([]);
  });
});

describe('the catalog', () => {
  const entities = ['catalog/org.yaml', 'catalog/systems.yaml'].flatMap(path =>
    parseAllDocuments(read(path)).map(doc => doc.toJS()),
  );
  const names = (kind: string) =>
    new Set(
      entities
        .filter(entity => entity.kind === kind)
        .map(entity => entity.metadata.name),
    );

  it('has the group that owns each profile, and its system', () => {
    const groups = names('Group');
    const systems = names('System');
    for (const { id, owner, system } of PROFILES) {
      expect([id, groups.has(owner.replace('group:default/', ''))]).toEqual([
        id,
        true,
      ]);
      expect([id, systems.has(system)]).toEqual([id, true]);
    }
  });
});

describe('locations', () => {
  it.each([
    'catalog/all.yaml',
    'catalog/data-sources/all.yaml',
    'catalog/claims/all.yaml',
    'catalog/kpis/all.yaml',
  ])(
    '%s has one location a file, so that one broken file takes no other with it',
    path => {
      const documents = parseAllDocuments(read(path)).map(doc => doc.toJS());
      expect(documents.length).toBeGreaterThan(1);
      for (const { kind, spec } of documents) {
        expect(kind).toBe('Location');
        expect(Object.keys(spec)).toEqual(['target']);
        expect(existsSync(join(root, dirname(path), spec.target))).toBe(true);
      }
    },
  );
});

describe('the policy', () => {
  it('is described for every permission of ours', () => {
    const table = read(
      'plugins/permission-backend-module-platform/src/roles.ts',
    );
    expect(
      platformPermissions.filter(({ name }) => !table.includes(`'${name}'`)),
    ).toEqual([]);
  });
});
