export { readinessPlugin as default } from './plugin';
export { searchModuleReadiness } from './search/searchModule';
export {
  DatabaseReadinessStore,
  openDatabase,
} from './store/DatabaseReadinessStore';
