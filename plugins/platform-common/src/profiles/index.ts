export * from './types';
export * from './recogniseWorkload';
export * from './proveProfiles';
export * from './catalogue';
export { httpProbe, isLoginPlace, judgeStatus } from './httpProbe';
