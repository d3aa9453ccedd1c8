export * from './categories';
export * from './verdict';
export * from './types';
export * from './facts/types';
