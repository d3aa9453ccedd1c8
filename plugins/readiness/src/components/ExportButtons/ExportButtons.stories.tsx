import { ExportButtons } from '.';

export default { title: 'Readiness/ExportButtons', component: ExportButtons };

export const Both = { render: () => <ExportButtons /> };
