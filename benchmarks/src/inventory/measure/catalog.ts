import { InventoryBench } from '../inventoryBench';
import { LatencySample } from '../inventorySamples';

export async function measureCatalog(
  bench: InventoryBench,
): Promise<LatencySample[]> {
  bench.say('catalog: to be written');
  return [];
}
