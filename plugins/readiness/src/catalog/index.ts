export { CatalogScores } from './CatalogScores';
export { createReadinessColumn } from './readinessColumn';
