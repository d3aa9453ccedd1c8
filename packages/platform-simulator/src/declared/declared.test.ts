import { spawnSync, execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { serve, type ListeningServer } from '../http/serve';
import { buildDeclaredFiles, createDeclaredAnswers, GIT_HOST } from '.';
import { MISTAKES } from './mistakes';

const NOW = Date.parse('2026-01-01T00:00:00Z');
const OPTIONS = { now: NOW, seed: 254 };
const run = promisify(execFile);

describe('the repository of the platform', () => {
  let files: Map<string, string>;
  beforeAll(async () => {
    files = await buildDeclaredFiles(OPTIONS);
  });

  it('is the same for the same seed and moment', async () => {
    expect(await buildDeclaredFiles(OPTIONS)).toEqual(files);
  });

  it('has every form in which objects are written, and what lies beside them', () => {
    const paths = [...files.keys()];
    for (const part of [
      'helm/charts/data-platform/trino.yaml',
      'helm/charts/vault/Chart.yaml',
      'helm/charts/vault/templates/vault.yaml',
      'k8s/kafka/kustomization.yaml',
      'k8s/kafka/base/kafka.yaml',
      'k8s/cluster/namespaces.yaml',
      'workflows/eia-gas-prices-daily.json',
      'dashboards/platform-overview.json',
      'monitoring/prometheus.yml',
      'monitoring/rules/data-freshness.yaml',
      'runbooks/kafka-consumer-lag.md',
      ...MISTAKES.keys(),
    ]) {
      expect(paths).toContain(part);
    }
  });

  it('is YAML wherever it is not meant to be broken', () => {
    for (const [path, text] of files) {
      if (
        !/\.ya?ml$/.test(path) ||
        path.includes('/templates/') ||
        MISTAKES.has(path)
      )
        continue;
      const errors = parseAllDocuments(text).flatMap(
        document => document.errors,
      );
      expect({ path, errors }).toEqual({ path, errors: [] });
    }
  });

  it('writes nothing that servers write, and no Secret', () => {
    for (const [path, text] of files) {
      const text_ = `${path}\n${text}`;
      expect(text_).not.toMatch(
        /^ {2}(?:uid|resourceVersion|creationTimestamp):/m,
      );
      expect(text_).not.toMatch(/^status:/m);
      expect(text_).not.toMatch(/^kind: Secret$/m);
    }
  });

  it('takes values out of templates', () => {
    const values = files.get('helm/charts/vault/values.yaml') ?? '';
    const template = files.get('helm/charts/vault/templates/vault.yaml') ?? '';
    expect(values).toContain('vault: ');
    expect(template).toContain('image: {{ .Values.images.vault | quote }}');
    expect(template).toContain('namespace: {{ .Release.Namespace }}');
    expect(template).not.toContain('@@');
  });
});

const hasGit = spawnSync('git', ['--version']).status === 0;
(hasGit ? describe : describe.skip)(
  hasGit ? 'git' : 'git (skipped: there is no git on the PATH)',
  () => {
    let server: ListeningServer;
    let folder: string;
    beforeAll(async () => {
      server = await serve(createDeclaredAnswers(OPTIONS), {
        host: '127.0.0.1',
      });
      folder = mkdtempSync(join(tmpdir(), 'clone-'));
    });
    afterAll(async () => {
      await server?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    const url = () => `${server.url}/${GIT_HOST}/254carbon/platform.git`;

    it('clones it whole, and every object is sound', async () => {
      const clone = join(folder, 'whole');
      await run('git', ['clone', '--quiet', url(), clone]);
      await run('git', ['-C', clone, 'fsck', '--full', '--strict']);
      const files = await buildDeclaredFiles(OPTIONS);
      for (const [path, text] of files) {
        expect(readFileSync(join(clone, path), 'utf8')).toBe(text);
      }
    });

    it('clones it shallow, and fetches again', async () => {
      const clone = join(folder, 'shallow');
      await run('git', [
        'clone',
        '--quiet',
        '--depth=1',
        '--branch=main',
        url(),
        clone,
      ]);
      await run('git', [
        '-C',
        clone,
        'fetch',
        '--quiet',
        '--depth=1',
        'origin',
        'main',
      ]);
      const { stdout } = await run('git', [
        '-C',
        clone,
        'log',
        '--format=%an %s',
      ]);
      expect(stdout.trim()).toBe(
        '254Carbon platform superset: upgrade to 4.0.2',
      );
    });

    it('says of others that they are not there', async () => {
      const other = `${server.url}/${GIT_HOST}/254carbon/other.git`;
      await expect(
        run('git', ['clone', '--quiet', other, join(folder, 'other')]),
      ).rejects.toThrow(/not found/i);
      const response = await fetch(`${url()}/git-receive-pack`, {
        method: 'POST',
      });
      expect(response.status).toBe(404);
    });
  },
);
