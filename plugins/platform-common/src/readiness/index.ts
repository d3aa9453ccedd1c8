export * from './report';
export * from './points';
export * from './scoreService';
export * from './rollUp';
export * from './evaluate';
export * from './nextActions';
export * from './compareReports';
export * from './thinTrend';
