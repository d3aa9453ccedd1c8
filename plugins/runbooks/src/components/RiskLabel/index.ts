export * from './RiskLabel';
