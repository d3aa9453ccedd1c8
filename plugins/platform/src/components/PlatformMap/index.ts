export * from './PlatformMap';
