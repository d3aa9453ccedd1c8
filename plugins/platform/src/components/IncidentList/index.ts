export * from './IncidentItem';
export * from './IncidentList';
