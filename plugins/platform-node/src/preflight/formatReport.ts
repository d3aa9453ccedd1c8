import { stringify } from 'yaml';
import { PreflightCluster, PreflightGap, PreflightReport } from './preflight';

/** The missing rules, one an API group, as they go into the ClusterRole. */
function joinRules(gaps: readonly PreflightGap[]) {
  const groups = new Map<string, string[]>();
  for (const { rule } of gaps) {
    for (const group of rule?.apiGroups ?? []) {
      groups.set(group, [
        ...(groups.get(group) ?? []),
        ...(rule?.resources ?? []),
      ]);
    }
  }
  return [...groups].map(([group, resources]) => ({
    apiGroups: [group],
    resources,
    verbs: ['get', 'list', 'watch'],
  }));
}

function indent(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map(line => `    ${line}`)
    .join('\n');
}

function formatCluster(cluster: PreflightCluster): string[] {
  const { name, version, tried, gaps } = cluster;
  const unnamed = formatUnnamed(cluster);
  const head = `Cluster ${name}${version ? ` (${version})` : ''}: `;
  if (gaps.length === 0)
    return [`${head}all ${tried} kinds can be read.`, ...unnamed];
  const forbidden = gaps.filter(({ rule }) => rule);
  const others = gaps.filter(({ rule }) => !rule);
  const count = tried > 0 ? `${gaps.length} of ${tried} kinds` : 'nothing';
  return [
    `${head}${count} ${tried > 0 ? 'cannot' : 'can'} be read${
      tried > 0 ? ' as they should' : ''
    }.`,
    ...others.map(({ kind, reason }) => `  ${kind}: ${reason}`),
    ...(forbidden.length > 0
      ? [
          `  Forbidden: ${forbidden.map(({ kind }) => kind).join('; ')}.`,
          '  Add these rules to the ClusterRole of the portal (all of them are in plugins/platform-node/rbac.yaml):',
          indent(stringify(joinRules(forbidden))),
        ]
      : []),
    ...unnamed,
  ];
}

/** Kinds of which names would help, and whose absence stops nothing. */
function formatUnnamed({ unnamed }: PreflightCluster): string[] {
  if (unnamed.length === 0) return [];
  return [
    `  Not even names may be listed of: ${unnamed
      .map(({ kind }) => kind)
      .join('; ')}.`,
    '  Nothing stops for that; where what is declared is compared with what runs, these are unknown (plugins/platform-node/rbac-names.yaml).',
  ];
}

/** The report as lines for a terminal. */
export function formatReport(report: PreflightReport): string {
  if (report.clusters.length === 0) {
    return 'No cluster is configured; add one to kubernetes.clusterLocatorMethods in app-config.yaml.\n';
  }
  return `${report.clusters.flatMap(formatCluster).join('\n')}\n`;
}
