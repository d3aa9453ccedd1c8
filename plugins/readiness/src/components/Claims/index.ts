export * from './ClaimsBeside';
export * from './ClaimTable';
