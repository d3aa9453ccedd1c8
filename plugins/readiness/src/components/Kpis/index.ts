export * from './KpiCounts';
export * from './KpiTable';
