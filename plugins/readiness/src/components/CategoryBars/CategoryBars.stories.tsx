import { CategoryBars } from '.';
import { categories } from '../../__testUtils__/report';

export default { title: 'Readiness/CategoryBars', component: CategoryBars };

export const Mixed = { render: () => <CategoryBars categories={categories} /> };
