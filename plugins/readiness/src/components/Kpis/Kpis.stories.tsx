import { KpiCounts, KpiTable } from '.';
import { kpis } from '../../__testUtils__/readings';

export default { title: 'Readiness/Kpis', component: KpiTable };

export const EveryStanding = {
  render: () => <KpiTable kpis={kpis.kpis} />,
};
export const Counted = { render: () => <KpiCounts kpis={kpis.kpis} /> };
