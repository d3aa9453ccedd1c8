import { Panel, QueryView } from '.';

export default { title: 'Panel', component: Panel };

const reload = () => {};
const view = { what: 'the services', permission: 'platform.service.read' };
const error = new Error('The cluster does not answer.');

export const WithData = {
  render: () => (
    <Panel title="Now">
      <QueryView
        {...view}
        query={{ data: 3, loading: false, forbidden: false, reload }}
      >
        {count => <p>{count} services</p>}
      </QueryView>
    </Panel>
  ),
};
export const StaleData = {
  render: () => (
    <Panel title="Now">
      <QueryView
        {...view}
        query={{
          data: 3,
          loadedAt: '2025-10-24T17:26:00.000Z',
          error,
          loading: false,
          forbidden: false,
          reload,
        }}
      >
        {count => <p>{count} services</p>}
      </QueryView>
    </Panel>
  ),
};
export const Failed = {
  render: () => (
    <Panel title="Now">
      <QueryView
        {...view}
        query={{ error, loading: false, forbidden: false, reload }}
      >
        {() => <p>never shown</p>}
      </QueryView>
    </Panel>
  ),
};
export const Forbidden = {
  render: () => (
    <Panel title="Now">
      <QueryView
        {...view}
        query={{ error, loading: false, forbidden: true, reload }}
      >
        {() => <p>never shown</p>}
      </QueryView>
    </Panel>
  ),
};
