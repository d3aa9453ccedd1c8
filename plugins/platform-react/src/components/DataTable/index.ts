export * from './DataTable';
export * from './ScrollRegion';
