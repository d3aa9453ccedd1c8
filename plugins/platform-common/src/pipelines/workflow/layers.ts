import { WorkflowRelation } from './types';

const WIDTH = 220;
const HEIGHT = 120;
const MARGIN = 100;

/**
 * The layer of every task: one more than that of the latest task before it; `undefined` when the relations go round in a circle.
 */
export function layersOf(
  codes: readonly number[],
  relations: readonly Pick<WorkflowRelation, 'preTaskCode' | 'postTaskCode'>[],
): Map<number, number> | undefined {
  const layers = new Map<number, number>();
  for (let left = [...codes]; left.length > 0; ) {
    const ready = left.filter(code =>
      relations.every(
        ({ preTaskCode, postTaskCode }) =>
          postTaskCode !== code || preTaskCode === 0 || layers.has(preTaskCode),
      ),
    );
    if (ready.length === 0) return undefined;
    for (const code of ready) {
      const before = relations
        .filter(({ postTaskCode }) => postTaskCode === code)
        .map(({ preTaskCode }) => layers.get(preTaskCode) ?? -1);
      layers.set(code, Math.max(-1, ...before) + 1);
    }
    left = left.filter(code => !layers.has(code));
  }
  return layers;
}

/** Where the tasks stand on the page: layers from left to right, those of one layer below each other. */
export function placeTasks(
  codes: readonly number[],
  relations: readonly WorkflowRelation[],
): string {
  const layers = layersOf(codes, relations);
  const rows = new Map<number, number>();
  const places = codes.map(taskCode => {
    const layer = layers?.get(taskCode) ?? 0;
    const row = rows.get(layer) ?? 0;
    rows.set(layer, row + 1);
    return { taskCode, x: MARGIN + layer * WIDTH, y: MARGIN + row * HEIGHT };
  });
  return JSON.stringify(places);
}
