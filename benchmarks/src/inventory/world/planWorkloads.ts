import { drawNumbers } from './drawNumbers';
import { Workload, WorkloadKind, WORKLOAD_KINDS } from './types';

/** Workloads that share a namespace, about. */
const PER_NAMESPACE = 50;

const FIRST = [
  'amber',
  'basalt',
  'cedar',
  'delta',
  'ember',
  'fjord',
  'garnet',
  'heron',
  'iris',
  'juniper',
  'krill',
  'larch',
  'maple',
  'nimbus',
  'ochre',
  'pylon',
  'quartz',
  'raven',
  'sable',
  'tundra',
];
const SECOND = [
  'ledger',
  'pricer',
  'router',
  'scorer',
  'mapper',
  'feeder',
  'joiner',
  'packer',
  'sender',
  'viewer',
];

function kindAt(position: number): WorkloadKind {
  let upTo = 0;
  const at = position % 100;
  for (const [kind, share] of Object.entries(WORKLOAD_KINDS)) {
    upTo += share;
    if (at < upTo) return kind as WorkloadKind;
  }
  return 'Deployment';
}

/**
 * The workloads of a world: names are unique and recognised by no profile, so that one workload is one
 * service for every side; kinds come in fixed shares; the rest is drawn from the seed.
 */
export function planWorkloads(count: number, seed: number): Workload[] {
  const draw = drawNumbers(seed);
  const namespaces = Math.max(1, Math.ceil(count / PER_NAMESPACE));
  return Array.from({ length: count }, (_, index) => {
    const number = String(index).padStart(5, '0');
    const name = `${draw.one(FIRST)}-${draw.one(SECOND)}-w${number}`;
    // The kinds of neighbours differ, and a hundred in a row have exactly the shares.
    const kind = kindAt(index * 37);
    return {
      name,
      kind,
      namespace: `team-${String(index % namespaces).padStart(3, '0')}`,
      replicas: kind === 'CronJob' ? 0 : 1 + draw.below(3),
      port: 8000 + draw.below(1000),
      image: `registry.example.com/apps/${name}:1.${draw.below(
        40,
      )}.${draw.below(20)}`,
    };
  });
}
