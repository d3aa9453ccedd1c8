export * from './verdictLines';
export { toCell, toCsv } from './toCsv';
export { judgeTree, type TreeJudgement } from './judgeTree';
