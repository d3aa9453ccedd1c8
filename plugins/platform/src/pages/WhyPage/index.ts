export * from './WhyPage';
