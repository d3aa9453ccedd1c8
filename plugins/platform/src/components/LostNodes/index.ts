export * from './LostNodes';
