/** The arithmetic and the report of a comparison; `main.ts` is what measures. */
export { compare, figureOf, interleave, median, SIDES } from './report/figures';
export type { Comparison, Figure, Side } from './report/figures';
export { BOUNDS, buildBaseline } from './report/buildBaseline';
export type { Baseline } from './report/buildBaseline';
export { renderTable, replaceTable } from './report/renderReport';
export type { InstallSample, Samples, StartSample } from './report/samples';
export {
  buildInventory,
  INVENTORY_BOUNDS,
} from './inventory/report/buildInventory';
export type { InventoryBaseline } from './inventory/report/buildInventory';
export { percentile95 } from './inventory/report/inventoryRow';
export type { InventoryRow } from './inventory/report/inventoryRow';
export {
  renderInventory,
  replaceInventory,
} from './inventory/report/renderInventory';
export type { InventorySamples } from './inventory/inventorySamples';
