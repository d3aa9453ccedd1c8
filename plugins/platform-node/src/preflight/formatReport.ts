import { PreflightCluster, PreflightReport } from './preflight';

function formatCluster(cluster: PreflightCluster): string[] {
  const { name, version, tried, gaps } = cluster;
  const head = `Cluster ${name}${version ? ` (${version})` : ''}: `;
  if (gaps.length === 0) return [`${head}all ${tried} kinds can be read.`];
  const rules = gaps.flatMap(({ rule }) => rule ?? []);
  return [
    `${head}${gaps.length} of ${tried || 'all'} kinds cannot be read.`,
    ...gaps.map(({ kind, reason }) => `  - ${kind}: ${reason}`),
    ...(rules.length > 0
      ? [
          '  Add these rules to the ClusterRole of the portal:',
          ...rules.map(rule => `    - ${JSON.stringify(rule)}`),
        ]
      : []),
  ];
}

/** The report as lines for a terminal. */
export function formatReport(report: PreflightReport): string {
  if (report.clusters.length === 0) {
    return 'No cluster is configured; add one to kubernetes.clusterLocatorMethods in app-config.yaml.\n';
  }
  return `${report.clusters.flatMap(formatCluster).join('\n')}\n`;
}
