export * from './StateViews';
