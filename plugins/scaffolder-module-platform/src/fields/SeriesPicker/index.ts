export * from './SeriesPicker';
