import type { ConnectorSpec } from '../ConnectorSpecSchema';
import { lines, yamlText } from '../text';

const NODE_IMAGE = 'node:22.20.0-bookworm-slim';

function containerFile(isVendored: boolean, isOffline: boolean): string {
  return lines(
    `FROM ${NODE_IMAGE}`,
    'WORKDIR /app',
    'COPY package.json package-lock.json ./',
    isVendored ? ['COPY vendor ./vendor'] : [],
    `RUN npm ci --omit=dev --ignore-scripts${isOffline ? ' --offline' : ''}`,
    'COPY src ./src',
    'COPY schemas ./schemas',
    'COPY quality ./quality',
    'COPY fixtures ./fixtures',
    'USER 10001:10001',
    'ENTRYPOINT ["node", "src/main.js"]',
    'CMD ["run"]',
  );
}

/** Builds the image of what passed, and signs it with the identity of the run. */
function imageJob(image: string): object {
  return {
    needs: 'test',
    if: "github.ref == 'refs/heads/main'",
    'runs-on': 'ubuntu-24.04',
    'timeout-minutes': 20,
    permissions: { contents: 'read', packages: 'write', 'id-token': 'write' },
    steps: [
      { uses: 'actions/checkout@v4' },
      { uses: 'docker/setup-buildx-action@v3' },
      {
        uses: 'docker/login-action@v3',
        with: {
          registry: image.split('/')[0],
          username: '${{ github.actor }}',
          password: '${{ github.token }}',
        },
      },
      {
        id: 'build',
        uses: 'docker/build-push-action@v6',
        with: {
          context: '.',
          file: 'Containerfile',
          push: true,
          sbom: true,
          provenance: true,
          tags: image,
        },
      },
      { uses: 'sigstore/cosign-installer@v3' },
      {
        run: 'cosign sign --yes "$IMAGE@$DIGEST"',
        env: {
          IMAGE: image.replace(/(@sha256)?:[^:/]+$/, ''),
          DIGEST: '${{ steps.build.outputs.digest }}',
        },
      },
    ],
  };
}

/** Actions by commit would need a network to find; majors of GitHub's own actions are what it supports. */
function workflow(isOffline: boolean, image: string): object {
  const install = 'npm ci --ignore-scripts --no-audit';
  return {
    name: 'ci',
    on: { push: { branches: ['main'] }, pull_request: {} },
    permissions: { contents: 'read' },
    jobs: {
      test: {
        'runs-on': 'ubuntu-24.04',
        'timeout-minutes': 10,
        steps: [
          { uses: 'actions/checkout@v4' },
          { uses: 'actions/setup-node@v4', with: { 'node-version': 22 } },
          { run: isOffline ? `${install} --offline` : install },
          { run: 'npm test' },
        ],
      },
      image: imageJob(image),
    },
  };
}

/** How it is built and tested: container file, CI, and what git and the build pass over. */
export function buildFiles(
  spec: ConnectorSpec,
  given: { isOffline: boolean; image: string },
): Map<string, string> {
  const isVendored = spec.runtime === 'vendored';
  return new Map([
    ['Containerfile', containerFile(isVendored, given.isOffline)],
    [
      '.github/workflows/ci.yaml',
      yamlText(workflow(given.isOffline, given.image)),
    ],
    ['.gitignore', lines('node_modules/', 'data/', '.env')],
    [
      '.dockerignore',
      lines('node_modules', 'data', '.env', '.git', 'test', 'deploy', 'docs'),
    ],
  ]);
}
