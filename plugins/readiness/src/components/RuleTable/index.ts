export * from './RuleTable';
