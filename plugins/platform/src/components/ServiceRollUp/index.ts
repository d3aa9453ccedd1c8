export * from './ServiceRollUp';
