export * from './types';
export * from './parsePromql';
export * from './parseLogql';
export { isCertain, matchesSeries, metricOf } from './matchSelector';
export * from './textOfSelector';
export * from './judgeQuery';
