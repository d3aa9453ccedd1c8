import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { createRepository } from './__fixtures__/createRepository';
import { readManifestsConfig } from './readManifestsConfig';
import { Renderers } from './Renderers';
import { SourceReader } from './SourceReader';

const map = (name: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n`;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'overlays-test-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Stands in for Kustomize: prints what lies in the base and the shared file, which must be on disk for that. */
function cat(...files: string[]): Renderers {
  const path = join(root, 'kustomize');
  writeFileSync(
    path,
    `#!/bin/sh\nfor f in ${files.join(
      ' ',
    )}; do cat "$f" || exit 1; echo ---; done\n`,
  );
  chmodSync(path, 0o755);
  return new Renderers({ kustomize: [[path]], helm: 'no-such-program' });
}

async function readSource(path: string, url: string, renderers: Renderers) {
  const config = new ConfigReader({
    platform: {
      manifestsRoot: join(root, 'kept'),
      manifests: [{ name: 'a', git: url, path }],
    },
  });
  const { sources, root: kept } = readManifestsConfig(config, []);
  const reader = () =>
    new SourceReader({
      source: sources[0],
      root: kept,
      resolve: address => address,
      renderers,
      now: Date.now,
    });
  const first = reader();
  await first.runOnce();
  // Another process finds what the first one left.
  const second = reader();
  await second.runOnce();
  return [first.observation, second.observation];
}

describe('an overlay in its own folder of a repository', () => {
  it('is built with the bases and files that it takes up from elsewhere, and nothing else of the repository is taken for declared', async () => {
    const repository = createRepository(join(root, 'origin'));
    repository.commit({
      'deploy/prod/kustomization.yaml':
        'resources: [../../bases/web, own.yaml]\nconfigMapGenerator:\n  - name: s\n    files: [../shared/s.env]\n',
      'deploy/prod/own.yaml': map('own'),
      'deploy/prod/plain/c.yaml': map('plain'),
      'deploy/shared/s.env': 'a=1\n',
      'deploy/dev/kustomization.yaml': 'resources: [../../bases/web]\n',
      'bases/web/kustomization.yaml': 'resources: [../common, web.yaml]\n',
      'bases/web/web.yaml': map('web'),
      'bases/web/README.yaml': map('not-taken-up'),
      'bases/common/kustomization.yaml': 'resources: [common.yaml]\n',
      'bases/common/common.yaml': map('common'),
      'unrelated/d.yaml': map('unrelated'),
      'unrelated/broken.yaml': 'kind: [',
    });
    const renderers = cat(
      'bases/web/web.yaml',
      'bases/common/common.yaml',
      'deploy/prod/own.yaml',
      'deploy/shared/s.env',
    );
    for (const observation of await readSource(
      'deploy/prod',
      repository.url,
      renderers,
    )) {
      if (!observation.ok) throw new Error(observation.reason);
      const { objects, problems, notRendered } = observation.value;
      expect(
        objects.map(({ object, origin }) => [
          object.metadata.name,
          `${origin.path}:${origin.line}`,
        ]),
      ).toEqual([
        ['plain', 'deploy/prod/plain/c.yaml:1'],
        ['web', 'bases/web/web.yaml:1'],
        ['common', 'bases/common/common.yaml:1'],
        ['own', 'deploy/prod/own.yaml:1'],
      ]);
      expect(problems).toEqual([]);
      expect(notRendered).toEqual([]);
    }
  });

  it('says which base the repository does not have, and gets nothing from outside of it', async () => {
    const repository = createRepository(join(root, 'origin'));
    repository.commit({
      'prod/kustomization.yaml':
        'resources: [../gone, ../../../etc, https://example.com/x.yaml]\n',
      'prod/a.yaml': map('a'),
    });
    const [observation] = await readSource('prod', repository.url, cat());
    if (!observation.ok) throw new Error(observation.reason);
    expect(
      observation.value.problems.map(({ kind, path, message }) => [
        kind,
        path,
        message,
      ]),
    ).toEqual([
      [
        'unresolved-source',
        'prod/kustomization.yaml',
        'The kustomization takes up `gone`, which the tree does not have.',
      ],
      [
        'unresolved-source',
        'prod/kustomization.yaml',
        'The kustomization takes up something outside of the tree.',
      ],
    ]);
    expect(observation.value.notRendered).toHaveLength(1);
  });
});
