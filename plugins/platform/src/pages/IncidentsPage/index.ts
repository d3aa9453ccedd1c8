export * from './IncidentsPage';
