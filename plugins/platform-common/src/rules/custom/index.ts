export { OPERATORS as CONDITION_OPERATORS } from './condition';
export {
  CustomRuleSchema,
  readCustomRules,
  type CustomRule,
} from './customRules';
export { FACT_SHAPES, type Shape as FactShape } from './shapes';
