export * from './RuleLink';
