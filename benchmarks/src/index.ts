/** The arithmetic and the report of a comparison; `main.ts` is what measures. */
export { compare, figureOf, interleave, median, SIDES } from './report/figures';
export type { Comparison, Figure, Side } from './report/figures';
export { BOUNDS, buildBaseline } from './report/buildBaseline';
export type { Baseline } from './report/buildBaseline';
export { renderTable, replaceTable } from './report/renderReport';
export type { InstallSample, Samples, StartSample } from './report/samples';
