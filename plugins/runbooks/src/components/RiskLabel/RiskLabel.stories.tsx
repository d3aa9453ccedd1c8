import { RiskLabel } from './RiskLabel';

export default { title: 'runbooks/RiskLabel', component: RiskLabel };

export const ReadOnly = { args: { risk: 'read-only' } };
export const Low = { args: { risk: 'low' } };
export const High = { args: { risk: 'high' } };
export const NotSaid = { args: {} };
