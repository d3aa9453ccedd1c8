export * from './judgeTargets';
export * from './judgeRules';
export * from './judgeDashboards';
export * from './judgeWorkflows';
export * from './judgeTaskLog';
