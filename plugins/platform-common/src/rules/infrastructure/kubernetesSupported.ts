import { standsForCluster } from './standsForCluster';
import { Clock } from '../clock';
import { bad, examineRule, good, open, Finding } from '../examine';

/** Ends of support by minor version of 1.x, from the project's page of patch releases. */
const ENDS: Readonly<Record<number, string>> = {
  26: '2024-02-28',
  27: '2024-06-28',
  28: '2024-10-28',
  29: '2025-02-28',
  30: '2025-06-28',
  31: '2025-10-28',
  32: '2026-02-28',
  33: '2026-06-28',
  34: '2026-10-27',
};
const OLDEST = 26;
const SKEW = 3;

function minorOf(version: string | undefined): number | undefined {
  const match = /^v?1\.(\d+)/.exec(version ?? '');
  return match ? Number(match[1]) : undefined;
}

function ofServer(version: string | undefined, clock: Clock): Finding {
  const minor = minorOf(version);
  if (minor === undefined)
    return open([], 'the API server has not said its version');
  const end = minor < OLDEST ? '2023-12-31' : ENDS[minor];
  if (!end)
    return open([], `how long ${version} is supported is not known here`);
  return clock.isPast(Date.parse(end))
    ? bad([], `${version} has had no mending since ${end}`)
    : good([], `${version} is mended until ${end}`);
}

/** Kubernetes is a version that is still mended, on every node. */
export const kubernetesSupported = examineRule({
  id: 'kubernetes-supported',
  category: 'infrastructure',
  title: 'Kubernetes is a supported version',
  why: 'What is no longer mended keeps its holes, and skipping versions later is not possible.',
  weight: 5,
  level: 'silver',
  appliesTo: {
    sentence:
      'The service that stands for its cluster: its control plane, or its DNS',
    matches: standsForCluster,
  },
  facts: ['clusterVersion'],
  expected: `a version that is mended, and kubelets at most ${SKEW} minor versions behind`,
  good: 'Kubernetes is mended.',
  none: 'No version is known.',
  remedy: {
    text: 'Update the control plane one minor version at a time, then the nodes.',
  },
  look: ({ clusterVersion: { version, kubelets } }, { clock }) => {
    const server = minorOf(version);
    return [
      ofServer(version, clock),
      ...kubelets.flatMap(({ node, version: own }) => {
        const minor = minorOf(own);
        if (server === undefined || minor === undefined) return [];
        if (minor > server)
          return [bad(node, `${node} has ${own}, newer than the API server`)];
        return server - minor > SKEW
          ? [bad(node, `${node} has ${own}, more than ${SKEW} versions behind`)]
          : [];
      }),
    ];
  },
});
