export * from './WorkloadTable';
