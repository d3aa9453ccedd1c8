import { ConfigReader } from '@backstage/config';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { readPlatformConfig } from './readPlatformConfig';

const folder = createMockDirectory();
const base64 = (text: string) => Buffer.from(text).toString('base64');
const read = (platform: JsonObject) =>
  readPlatformConfig(new ConfigReader({ platform })).clusters;

const KUBECONFIG = `
apiVersion: v1
kind: Config
current-context: by-token
clusters:
  - name: main
    cluster:
      server: https://10.0.0.1:6443/
      certificate-authority-data: ${base64('CA')}
      tls-server-name: kubernetes
  - name: files
    cluster: { server: 'https://10.0.0.2', certificate-authority: ca.crt }
  - name: broken
    cluster: { server: 'https://10.0.0.3', certificate-authority: nowhere.crt }
users:
  - { name: token, user: { token: t0ken } }
  - { name: file, user: { tokenFile: token.txt } }
  - name: certificate
    user:
      client-certificate-data: ${base64('CERT')}
      client-key-data: ${base64('KEY')}
  - { name: exec, user: { exec: { command: rm, args: ['-rf', '/'] } } }
  - { name: nobody, user: {} }
contexts:
  - { name: by-token, context: { cluster: main, user: token } }
  - { name: by-file, context: { cluster: files, user: file } }
  - { name: by-certificate, context: { cluster: main, user: certificate } }
  - { name: by-exec, context: { cluster: main, user: exec } }
  - { name: by-nobody, context: { cluster: main, user: nobody } }
  - { name: no-user, context: { cluster: main, user: gone } }
  - { name: no-ca, context: { cluster: broken, user: token } }
`;

describe('platform.clusters', () => {
  beforeEach(() => {
    folder.setContent({
      'config.yaml': KUBECONFIG,
      'ca.crt': 'CA of a file',
      'broken.yaml': 'clusters: 5',
    });
  });
  const kubeconfig = (contexts?: string[], name = 'config.yaml') =>
    read({
      clusters: [
        {
          type: 'kubeconfig',
          path: folder.resolve(name),
          ...(contexts ? { contexts } : {}),
        },
      ],
    });

  it('takes the current context when none is named', () => {
    expect(kubeconfig()).toEqual([
      {
        name: 'by-token',
        url: 'https://10.0.0.1:6443',
        credential: { type: 'token', token: 't0ken' },
        ca: 'CA',
        serverName: 'kubernetes',
        skipTlsVerify: false,
      },
    ]);
  });

  it('takes token files and client certificates, with paths from the file', () => {
    const [byFile, byCertificate] = kubeconfig(['by-file', 'by-certificate']);
    expect(byFile).toMatchObject({
      credential: { type: 'token-file', path: folder.resolve('token.txt') },
      ca: 'CA of a file',
    });
    expect(byCertificate.credential).toEqual({
      type: 'certificate',
      cert: 'CERT',
      key: 'KEY',
    });
  });

  it.each([
    ['by-exec', /runs a program to log in.*; give it/],
    ['by-nobody', /has no token.*; give it/],
    ['no-user', /has no user for the context "no-user"; correct/],
    ['no-ca', /cannot be read \(ENOENT\); correct its path/],
    ['nowhere', /has no context for the context "nowhere"; correct/],
  ])('shows %s as unusable, with the cure, and runs nothing', (name, why) => {
    const [cluster] = kubeconfig([name]);
    expect(cluster).toMatchObject({
      name,
      unusable: expect.stringMatching(why),
    });
  });

  it.each([
    ['missing.yaml', /cannot be read \(ENOENT\); correct/],
    ['broken.yaml', /cannot be understood; correct/],
  ])('shows the clusters of %s as unusable', (name, why) => {
    expect(kubeconfig(['a', 'b'], name).map(one => one.unusable)).toEqual([
      expect.stringMatching(why),
      expect.stringMatching(why),
    ]);
  });

  it('says why a cluster is not the one that the portal runs in', () => {
    expect(
      read({ clusters: [{ type: 'in-cluster', name: 'own' }] })[0],
    ).toMatchObject({
      name: 'own',
      credential: { type: 'token-file' },
      unusable: expect.stringMatching(/does not run in a pod.*; set/),
    });
  });

  it.each([
    [
      { clusters: [{ type: 'cloud' }] },
      /platform\.clusters\[0\]\.type is wrong/,
    ],
    [
      { clusters: [{ type: 'in-cluster' }] },
      /platform\.clusters\[0\]\.name is wrong/,
    ],
    [
      {
        clusters: [
          { type: 'in-cluster', name: 'a' },
          { type: 'in-cluster', name: 'a' },
        ],
      },
      /two clusters named "a"/,
    ],
    [{ resources: ['flink'] }, /platform\.resources\[0\] is wrong/],
  ])('stops at %j with one sentence', (platform, expected) => {
    expect(() => read(platform)).toThrow(expected);
  });

  it('reads custom resources that are named', () => {
    const { wanted = [] } = readPlatformConfig(
      new ConfigReader({
        platform: { resources: ['flink.apache.org/*', 'a.example.com/bs'] },
      }),
    );
    expect(wanted.slice(-2)).toEqual([
      { group: 'flink.apache.org', versions: [], resource: '*' },
      { group: 'a.example.com', versions: [], resource: 'bs' },
    ]);
  });
});
