import { ConfigReader } from '@backstage/config';
import { JsonValue } from '@backstage/types';
import { readManifestsConfig } from './readManifestsConfig';

const read = (manifests: JsonValue) =>
  readManifestsConfig(new ConfigReader({ platform: { manifests } }), ['demo']);

describe('readManifestsConfig', () => {
  it('reads nothing when nothing is configured', () => {
    expect(readManifestsConfig(new ConfigReader({}), []).sources).toEqual([]);
  });

  it('reads folders and repositories, with defaults', () => {
    const { sources, root } = read([
      { name: 'here', folder: '/srv/manifests', interval: { seconds: 10 } },
      {
        name: 'there',
        git: 'https://example.com/a/b.git',
        branch: 'release/1.2',
        path: 'k8s/prod',
        cluster: 'demo',
      },
    ]);
    expect(sources).toMatchObject([
      {
        name: 'here',
        type: 'folder',
        folder: '/srv/manifests',
        intervalMs: 10_000,
      },
      {
        name: 'there',
        type: 'git',
        branch: 'release/1.2',
        path: 'k8s/prod',
        cluster: 'demo',
        intervalMs: 120_000,
      },
    ]);
    expect(root).toMatch(/\.data\/manifests$/);
    expect(Object.isFrozen(sources)).toBe(true);
  });

  it('takes credentials out of an address and shows them nowhere', () => {
    const [source] = read([
      { name: 'a', git: 'https://me:CANARY%2D1@example.com/a.git' },
    ]).sources;
    expect(source.location).toBe('https://example.com/a.git');
    expect(source).toMatchObject({
      address: {
        url: 'https://example.com/a.git',
        header: `Authorization: Basic ${Buffer.from('me:CANARY-1').toString(
          'base64',
        )}`,
      },
    });
  });

  it.each<[string, JsonValue, RegExp]>([
    ['neither folder nor git', [{ name: 'a' }], /either "folder" or "git"/],
    [
      'both',
      [{ name: 'a', folder: '/x', git: 'https://example.com/a' }],
      /either "folder" or "git"/,
    ],
    [
      'a branch of a folder',
      [{ name: 'a', folder: '/x', branch: 'main' }],
      /belong to "git"/,
    ],
    [
      'a name that is no folder',
      [{ name: '../a', folder: '/x' }],
      /manifests\[0\]\.name is wrong/,
    ],
    [
      'twins',
      [
        { name: 'a', folder: '/x' },
        { name: 'a', folder: '/y' },
      ],
      /two sources named "a"/,
    ],
    [
      'an unknown cluster',
      [{ name: 'a', folder: '/x', cluster: 'other' }],
      /names the cluster "other"/,
    ],
    [
      'an unknown key',
      [{ name: 'a', folder: '/x', ref: 'main' }],
      /manifests\[0\]/,
    ],
    ['a hurry', [{ name: 'a', folder: '/x', interval: '1s' }], /at least 5s/],
    [
      'an option for an address',
      [{ name: 'a', git: '--upload-pack=/bin/sh' }],
      /must be a URL/,
    ],
    [
      'a transport that runs commands',
      [{ name: 'a', git: 'ext::sh -c id' }],
      /must begin with https/,
    ],
    [
      'a password for ssh',
      [{ name: 'a', git: 'ssh://git:CANARY-1@host/a.git' }],
      /key for ssh/,
    ],
    [
      'an option for a branch',
      [{ name: 'a', git: 'https://example.com/a', branch: '--output=x' }],
      /branch is wrong/,
    ],
    [
      'two dots in a branch',
      [{ name: 'a', git: 'https://example.com/a', branch: 'a..b' }],
      /branch is wrong/,
    ],
    [
      'a refspec for a branch',
      [{ name: 'a', git: 'https://example.com/a', branch: 'a:refs/x' }],
      /branch is wrong/,
    ],
    [
      'a path out of the tree',
      [{ name: 'a', git: 'https://example.com/a', path: '../b' }],
      /path is wrong/,
    ],
    [
      'a path from the top',
      [{ name: 'a', git: 'https://example.com/a', path: '/etc' }],
      /path is wrong/,
    ],
    [
      "git's own folder",
      [{ name: 'a', git: 'https://example.com/a', path: '.git/hooks' }],
      /path is wrong/,
    ],
  ])('stops at %s with one sentence', (_, manifests, expected) => {
    let message = '';
    try {
      read(manifests);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toMatch(expected);
    expect(message.split('\n')).toHaveLength(1);
    expect(message).not.toContain('CANARY');
  });

  it.each([
    'git@github.com:254carbon/platform.git',
    'ssh://git@github.com/254carbon/platform.git',
    'file:///srv/platform.git',
  ])('takes %s', git => {
    expect(read([{ name: 'a', git }]).sources[0].location).toBe(git);
  });
});
