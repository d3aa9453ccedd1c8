/**
 * A made-up cluster of any size: workloads as charts install them, each with its pods, its Service and its
 * configuration. It is a function of its options, so that both sides, every run and every machine see the
 * same one. The demo's world is not used for this: it is a document's platform, and it has one size.
 */
import { companionsOf, podOf } from './companions';
import { planWorkloads } from './planWorkloads';
import { KubernetesObject, Workload } from './types';
import { workloadObject } from './workloadObject';

/** What a world is made from. */
export interface WorldOptions {
  workloads: number;
  seed: number;
  /** How many objects there are in all; more pods are made to reach it. Default: what the workloads bring. */
  objects?: number;
}

/** A world, spelled out. */
export interface GeneratedWorld {
  workloads: readonly Workload[];
  /** Every object, namespaces first. */
  objects: readonly KubernetesObject[];
}

function fill(
  objects: KubernetesObject[],
  workloads: readonly Workload[],
  wanted: number,
): void {
  const serving = workloads.filter(({ kind }) => kind !== 'CronJob');
  if (serving.length === 0) return;
  for (let extra = 0; objects.length < wanted; extra += 1) {
    const workload = serving[extra % serving.length];
    const round = Math.floor(extra / serving.length);
    objects.push(podOf(workload, workload.replicas + round));
  }
}

/**
 * Makes a world.
 *
 * @throws RangeError when fewer objects are wanted than the workloads bring
 */
export function generateWorld(options: WorldOptions): GeneratedWorld {
  const workloads = planWorkloads(options.workloads, options.seed);
  const spaces = [...new Set(workloads.map(({ namespace }) => namespace))];
  const objects: KubernetesObject[] = [
    ...spaces.map(name => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
      status: { phase: 'Active' },
    })),
    ...workloads.map(workloadObject),
    ...workloads.flatMap(companionsOf),
  ];
  const wanted = options.objects ?? objects.length;
  if (wanted < objects.length)
    throw new RangeError(
      `${options.workloads} workloads bring ${objects.length} objects; ask for at least as many, or for fewer workloads.`,
    );
  fill(objects, workloads, wanted);
  return { workloads, objects };
}
