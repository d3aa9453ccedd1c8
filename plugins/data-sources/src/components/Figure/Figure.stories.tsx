import { Figure, Figures } from './Figure';

export default { title: 'data-sources/Figure', component: Figure };

/** Facts side by side, each with its source. */
export const Two = {
  render: () => (
    <Figures>
      <Figure name="Quota" source="declared in catalog/data-sources/eia.yaml">
        25 a day
      </Figure>
      <Figure name="Used today" source="nothing counts requests yet">
        not measured
      </Figure>
    </Figures>
  ),
};
