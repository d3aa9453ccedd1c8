import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { createRepository } from './__fixtures__/createRepository';
import { readManifestsConfig } from './readManifestsConfig';
import { Renderers } from './Renderers';
import { SourceReader } from './SourceReader';

const map = (name: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n`;
const NONE = new Renderers({ kustomize: [], helm: 'no-such-program' });

let root: string;
let now = Date.parse('2026-01-01T00:00:00Z');

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'manifests-test-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function readerOf(
  source: JsonObject,
  more: { resolve?: (url: string) => string; git?: string } = {},
) {
  const config = new ConfigReader({
    platform: {
      manifestsRoot: join(root, 'kept'),
      manifests: [{ name: 'a', ...source }],
    },
  });
  const { sources, root: kept } = readManifestsConfig(config, []);
  return new SourceReader({
    source: sources[0],
    root: kept,
    resolve: url => url,
    renderers: NONE,
    now: () => now,
    ...more,
  });
}

const names = ({ observation }: SourceReader) => {
  const tree = observation.ok ? observation.value : observation.lastGood?.value;
  return tree?.objects.map(({ object }) => object.metadata.name);
};

describe('a folder', () => {
  it('is read, and again only when something has changed', async () => {
    const folder = join(root, 'tree');
    mkdirSync(folder);
    writeFileSync(join(folder, 'a.yaml'), map('a'));
    const reader = readerOf({ folder });
    expect(reader.observation).toMatchObject({
      ok: false,
      reason: expect.stringContaining('not been read'),
    });
    expect(await reader.runOnce()).toBe(true);
    expect(names(reader)).toEqual(['a']);
    const before = reader.observation;
    now += 30_000;
    expect(await reader.runOnce()).toBe(false);
    expect(reader.observation).toMatchObject({
      ok: true,
      observedAt: new Date(now).toISOString(),
    });
    expect(reader.observation.ok && before.ok && reader.observation.value).toBe(
      before.ok && before.value,
    );
    writeFileSync(join(folder, 'b.yaml'), map('b'));
    expect(await reader.runOnce()).toBe(true);
    expect(names(reader)).toEqual(['a', 'b']);
  });

  it('that is missing is a failure and no empty tree; the last good one stays', async () => {
    const folder = join(root, 'tree');
    const reader = readerOf({ folder });
    await reader.runOnce();
    expect(reader.observation).toMatchObject({
      ok: false,
      reason: `The folder ${folder} does not exist; correct platform.manifests or create it.`,
    });
    expect(names(reader)).toBeUndefined();
    mkdirSync(folder);
    writeFileSync(join(folder, 'a.yaml'), map('a'));
    await reader.runOnce();
    renameSync(folder, `${folder}-gone`);
    now += 1000;
    expect(await reader.runOnce()).toBe(true);
    const since = reader.observation.ok ? '' : reader.observation.since;
    now += 1000;
    expect(await reader.runOnce()).toBe(false);
    expect(reader.observation).toMatchObject({ ok: false, since });
    expect(names(reader)).toEqual(['a']);
  });

  it('that is a file is a failure', async () => {
    writeFileSync(join(root, 'file'), '');
    const reader = readerOf({ folder: join(root, 'file') });
    await reader.runOnce();
    expect(reader.observation).toMatchObject({
      ok: false,
      reason: expect.stringContaining('is no folder'),
    });
  });

  it('with links out of it is read without them', async () => {
    const folder = join(root, 'tree');
    mkdirSync(join(root, 'secret'));
    mkdirSync(folder);
    writeFileSync(join(root, 'secret', 'x.yaml'), map('outside'));
    symlinkSync(join(root, 'secret'), join(folder, 'folder'));
    symlinkSync(join(root, 'secret', 'x.yaml'), join(folder, 'x.yaml'));
    symlinkSync(folder, join(folder, 'circle'));
    writeFileSync(join(folder, 'a.yaml'), map('a'));
    const reader = readerOf({ folder });
    await reader.runOnce();
    expect(names(reader)).toEqual(['a']);
    const { observation } = reader;
    expect(
      observation.ok &&
        observation.value.problems.map(({ kind, path }) => `${kind} ${path}`),
    ).toEqual(['link circle', 'link folder', 'link x.yaml']);
  });
});

describe('a repository', () => {
  it('is fetched at its newest commit; a failed fetch keeps the last good tree', async () => {
    const repository = createRepository(join(root, 'origin'));
    const first = repository.commit({ 'k8s/a.yaml': map('a') });
    const reader = readerOf({ git: repository.url });
    await reader.runOnce();
    expect(reader.observation).toMatchObject({
      ok: true,
      value: {
        revision: first,
        objects: [{ origin: { path: 'k8s/a.yaml', revision: first } }],
      },
    });
    expect(await reader.runOnce()).toBe(false);
    const second = repository.commit({
      'k8s/a.yaml': null,
      'k8s/b.yaml': map('b'),
    });
    expect(await reader.runOnce()).toBe(true);
    expect(names(reader)).toEqual(['b']);
    expect(readdirSync(join(root, 'kept', 'a', 'trees'))).toEqual([second]);
    renameSync(join(root, 'origin'), join(root, 'moved'));
    expect(await reader.runOnce()).toBe(true);
    expect(reader.observation).toMatchObject({
      ok: false,
      failure: 'no-answer',
      lastGood: { value: { revision: second } },
    });
    renameSync(join(root, 'moved'), join(root, 'origin'));
    expect(await reader.runOnce()).toBe(true);
    expect(reader.observation.ok).toBe(true);
  });

  it('is known after a restart although nobody answers', async () => {
    const repository = createRepository(join(root, 'origin'));
    const revision = repository.commit({ 'a.yaml': map('a') });
    await readerOf({ git: repository.url }).runOnce();
    const observedAt = new Date(now).toISOString();
    rmSync(join(root, 'origin'), { recursive: true });
    now += 3_600_000;
    const restarted = readerOf({ git: repository.url });
    await restarted.runOnce();
    expect(restarted.observation).toMatchObject({
      ok: false,
      lastGood: { observedAt, value: { revision } },
    });
    expect(names(restarted)).toEqual(['a']);
    const other = readerOf({ git: repository.url, branch: 'other' });
    await other.runOnce();
    expect(names(other)).toBeUndefined();
  });

  it('recovers from what a killed process left', async () => {
    const repository = createRepository(join(root, 'origin'));
    repository.commit({ 'a.yaml': map('a') });
    await readerOf({ git: repository.url }).runOnce();
    const kept = join(root, 'kept', 'a', 'repository.git');
    writeFileSync(join(kept, 'shallow.lock'), '');
    writeFileSync(join(kept, 'HEAD'), 'nonsense');
    repository.commit({ 'b.yaml': map('b') });
    const reader = readerOf({ git: repository.url });
    await reader.runOnce();
    expect(reader.observation.ok).toBe(true);
    expect(names(reader)).toEqual(['a', 'b']);
  });

  it('is read anew when another folder of the same commit is configured', async () => {
    const repository = createRepository(join(root, 'origin'));
    repository.commit({ 'k8s/a.yaml': map('a'), 'other/b.yaml': map('b') });
    await readerOf({ git: repository.url, path: 'k8s' }).runOnce();
    const reader = readerOf({ git: repository.url });
    await reader.runOnce();
    expect(names(reader)).toEqual(['a', 'b']);
  });

  it('is read at a branch, and in one folder', async () => {
    const repository = createRepository(join(root, 'origin'));
    repository.commit({ 'k8s/a.yaml': map('a'), 'other/b.yaml': map('b') });
    repository.git('checkout', '--quiet', '-b', 'release/1');
    repository.commit({ 'k8s/c.yaml': map('c') });
    repository.git('checkout', '--quiet', 'main');
    const reader = readerOf({
      git: repository.url,
      branch: 'release/1',
      path: 'k8s',
    });
    await reader.runOnce();
    expect(names(reader)).toEqual(['a', 'c']);
    const gone = readerOf({ git: repository.url, path: 'nowhere' });
    await gone.runOnce();
    expect(gone.observation).toMatchObject({
      ok: false,
      reason: expect.stringContaining('has no folder nowhere'),
    });
    const noBranch = readerOf({ git: repository.url, branch: 'nowhere' });
    await noBranch.runOnce();
    expect(noBranch.observation).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/^git failed: .*nowhere/),
    });
  });

  it('does not get out of its folder, and runs nothing', async () => {
    const repository = createRepository(join(root, 'origin'));
    writeFileSync(join(root, 'outside.yaml'), map('outside'));
    repository.commit({
      'a.yaml': map('a'),
      'link.yaml': `-> ${join(root, 'outside.yaml')}`,
      folder: `-> ${root}`,
      '.gitattributes': '*.yaml filter=evil\n',
      '.gitmodules': '[submodule "x"]\n\tpath = x\n\turl = ext::touch EVIL\n',
    });
    const reader = readerOf({ git: repository.url });
    await reader.runOnce();
    expect(names(reader)).toEqual(['a']);
    const links = ({ observation }: SourceReader) =>
      observation.ok &&
      observation.value.problems.map(({ kind, path }) => `${kind} ${path}`);
    expect(links(reader)).toEqual(['link folder', 'link link.yaml']);
    const restarted = readerOf({ git: repository.url });
    await restarted.runOnce();
    expect(links(restarted)).toEqual(['link folder', 'link link.yaml']);
  });

  it('that wants credentials gets them, and nobody else sees them', async () => {
    const seen: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(403).end('CANARY-1 is not welcome');
    });
    await new Promise<void>(done => {
      server.listen(0, '127.0.0.1', done);
    });
    const { port } = server.address() as AddressInfo;
    const reader = readerOf(
      { git: 'https://me:CANARY-1@git.example.com/a.git' },
      { resolve: () => `http://127.0.0.1:${port}/a.git` },
    );
    await reader.runOnce();
    server.close();
    expect(seen[0]).toBe(
      `Basic ${Buffer.from('me:CANARY-1').toString('base64')}`,
    );
    expect(reader.observation).toMatchObject({
      ok: false,
      reason: expect.stringContaining('403'),
    });
    expect(JSON.stringify(reader.observation)).not.toMatch(/CANARY|Basic/);
  });

  it('without git says what to install', async () => {
    const reader = readerOf(
      { git: 'https://example.com/a.git' },
      { git: 'no-such-program' },
    );
    await reader.runOnce();
    expect(reader.observation).toMatchObject({
      ok: false,
      reason:
        'no-such-program is not installed on the machine that reads the manifests.',
    });
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    stop.abort();
    const reader = readerOf({ git: 'https://example.com/a.git' });
    expect(await reader.runOnce(stop.signal)).toBe(false);
  });
});
