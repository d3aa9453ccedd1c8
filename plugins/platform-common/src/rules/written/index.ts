export { asWritten } from './asWritten';
export { manifestWorld, type ManifestWorld } from './manifestWorld';
export { STRAY_RULES, strayFacts, type WasJudged } from './strayFacts';
export { WRITTEN_FACTS } from './writtenFacts';
