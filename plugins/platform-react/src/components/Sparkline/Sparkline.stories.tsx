import { Sparkline } from '.';

export default { title: 'Sparkline', component: Sparkline };

export const Rising = {
  render: () => <Sparkline label="Readiness" values={[40, 42, 47, 45, 61]} />,
};
export const TooFewValues = {
  render: () => <Sparkline label="Readiness" values={[40]} />,
};
