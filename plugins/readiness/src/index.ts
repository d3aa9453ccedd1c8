export { readinessPlugin as default } from './plugin';
export { CatalogScores, createReadinessColumn } from './catalog';
