/** The real kubectl against the simulator, where there is one. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestPlatform } from './startTestPlatform';

/** Minor version of the kubectl on the path; absent when there is none. */
function findMinor(): number | undefined {
  const { stdout } = spawnSync('kubectl', ['version', '--client'], {
    encoding: 'utf8',
  });
  const minor = /Client Version: v1\.(\d+)/.exec(stdout ?? '')?.[1];
  return minor === undefined ? undefined : Number(minor);
}

const OLDEST = 28;
const minor = findMinor();
const found = minor !== undefined && minor >= OLDEST;
if (!found) {
  process.stderr.write(
    `\nSKIPPED: the suite with the real kubectl did not run, because ${
      minor === undefined ? 'there is none' : `1.${minor} is too old`
    } on the PATH; install 1.${OLDEST} or newer.\n`,
  );
}

const manifest = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - { name: main, image: "main:1" }
        - { name: side, image: "side:1" }
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: web }
spec: { project: default }
`;

(found ? describe : describe.skip)(
  found
    ? 'kubectl'
    : 'kubectl (skipped: there is no kubectl 1.28 or newer on the PATH)',
  () => {
    jest.setTimeout(60_000);
    let platform: Awaited<ReturnType<typeof startTestPlatform>>;
    let folder: string;

    beforeAll(async () => {
      platform = await startTestPlatform();
      folder = await mkdtemp(join(tmpdir(), 'kubectl-'));
      for (const token of ['admin', 'viewer', 'wrong']) {
        const config = JSON.stringify(platform.kubeconfig(token));
        await writeFile(join(folder, token), config);
      }
      await writeFile(join(folder, 'web.yaml'), manifest);
    });

    afterAll(async () => {
      await platform.close();
      await rm(folder, { recursive: true });
    });

    function run(
      command: string,
      token = 'admin',
    ): Promise<{ code: number; output: string }> {
      return new Promise(resolve => {
        execFile(
          'kubectl',
          command.split(' '),
          {
            cwd: folder,
            env: {
              PATH: process.env.PATH,
              HOME: folder,
              KUBECONFIG: join(folder, token),
            },
          },
          (error, stdout, stderr) =>
            resolve({
              code: error ? Number(error.code) : 0,
              output: `${stdout}${stderr}`,
            }),
        );
      });
    }

    async function succeed(command: string): Promise<string> {
      const { code, output } = await run(command);
      expect({ command, code, output }).toMatchObject({ code: 0 });
      return output;
    }

    it('shows what is there', async () => {
      expect(await succeed('get pods')).toMatch(
        /NAME +READY +STATUS +RESTARTS +AGE\nseeded +0\/1 +Running/,
      );
      expect(await succeed('get app trino')).toMatch(/trino +OutOfSync/);
      expect(await succeed('get nodes -o wide')).toContain('Ready');
      expect(await succeed('api-resources')).toMatch(/deployments +deploy/);
      expect(await succeed('logs seeded')).toBe('log of seeded\n');
      expect(await succeed('top pods')).toMatch(/seeded +\d+m/);
      expect(await succeed('top nodes')).toMatch(/node-1 +\d+m/);
      expect(await succeed('describe pod seeded')).toContain('node-1');
    });

    it('applies, scales, rolls and deletes', async () => {
      for (const dry of ['client', 'server']) {
        const rehearsed = await succeed(`apply -f web.yaml --dry-run=${dry}`);
        expect(rehearsed).toContain('dry run');
      }
      expect((await run('get deployment web')).code).toBe(1);
      await succeed('apply -f web.yaml');
      await succeed('rollout status deployment/web --timeout=30s');
      await succeed('scale deployment/web --replicas=3');
      await succeed('rollout status deployment/web --timeout=30s');
      await succeed('set image deployment/web main=main:2');
      const images = await succeed(
        'get deployment web -o jsonpath={..containers[*].image}',
      );
      expect(images).toBe('main:2 side:1');
      await succeed('rollout restart deployment/web');
      await succeed('rollout status deployment/web --timeout=40s');
      expect(await succeed('get replicasets')).toMatch(/web-\S+ +0 +0 +0/);
      await succeed('apply --server-side --force-conflicts -f web.yaml');
      await succeed('patch app web --type=merge -p {"spec":{"project":"x"}}');
      const strategic = await run('patch app web -p {"spec":{}}');
      expect(strategic.code).toBe(1);
      await succeed('delete -f web.yaml');
      expect(await succeed('get pods -o name')).toBe('pod/seeded\n');
    });

    it('creates what it sends as protobuf', async () => {
      await succeed('create namespace extra');
      await succeed('create configmap settings --from-literal=a=b -n extra');
      await succeed('create secret generic hidden --from-literal=a=b -n extra');
      const data = await succeed(
        'get secret hidden -n extra -o jsonpath={.data.a}',
      );
      expect(data).toBe('Yg==');
      await succeed('create deployment made --image=made:1 -n extra');
      await succeed('delete namespace extra');
      expect((await run('get configmap settings -n extra')).code).toBe(1);
    });

    it('knows who may do what', async () => {
      expect(await succeed('auth can-i delete pods')).toBe('yes\n');
      const viewer = await run('auth can-i delete pods', 'viewer');
      expect(viewer).toEqual({ code: 1, output: 'no\n' });
      const refused = await run('get secrets', 'viewer');
      expect(refused.output).toContain('Error from server (Forbidden)');
      const stranger = await run('get pods', 'wrong');
      expect(stranger.output).toContain('Unauthorized');
    });
  },
);
