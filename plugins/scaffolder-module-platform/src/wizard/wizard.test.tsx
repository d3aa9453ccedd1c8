/** The form in Backstage's own app: its pages, its fields, and our last page. */
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { startForm } from '../__testUtils__/startForm';

const TEMPLATE = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: {
    name: 'eia-connector',
    namespace: 'default',
    title: 'EIA connector',
    annotations: { '254carbon.com/data-source': 'eia' },
  },
  spec: { type: 'data-pipeline', steps: [], parameters: [] },
};
const MANIFEST = {
  title: 'EIA connector',
  steps: [
    {
      title: 'What to read',
      schema: {
        title: 'What to read',
        required: ['name'],
        properties: {
          name: {
            title: 'Name',
            type: 'string',
            default: 'eia-wti',
            'ui:field': 'PipelineName',
          },
        },
      },
    },
    {
      title: 'When',
      schema: {
        title: 'When',
        properties: {
          schedule: {
            title: 'Schedule',
            type: 'string',
            default: '0 6 * * *',
            'ui:field': 'SchedulePicker',
          },
        },
      },
    },
  ],
};

const start = (at: string, allowed?: boolean) =>
  startForm({ at, template: TEMPLATE, manifest: MANIFEST, allowed });

describe('the form of a template', () => {
  // Goes first: what a person may do is asked once and remembered for all that follows, as it is in a browser.
  it('says at once to somebody who may not create', async () => {
    start('/create/templates/default/eia-connector', false);
    expect(
      await screen.findByText(
        'You may look at this form, but not create from it',
      ),
    ).toBeVisible();
    expect(screen.getByText('data-sources.pipeline.create')).toBeVisible();
  });

  it('has our fields and the preview as its last page; a problem leads back to its field; Create starts the task', async () => {
    const { asked, scaffold, accept } = start(
      '/create/templates/default/eia-connector',
    );
    expect(await screen.findByLabelText(/^Name/)).toHaveValue('eia-wti');
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    const schedule = await screen.findByLabelText(/^Schedule/);
    expect(schedule).toHaveValue('0 6 * * *');
    await userEvent.click(screen.getByRole('button', { name: 'Preview' }));
    await screen.findByRole('region', { name: 'Not yet' });
    expect(screen.getByRole('button', { name: 'Create' })).toBeDisabled();

    accept();
    await userEvent.click(
      screen.getByRole('button', { name: 'Change Schedule' }),
    );
    const again = await screen.findByLabelText(/^Schedule/);
    await waitFor(() => expect(again).toHaveFocus());
    await userEvent.clear(again);
    await userEvent.type(again, '37 6 * * *');
    await userEvent.click(screen.getByRole('button', { name: 'Preview' }));
    await screen.findByRole('region', { name: 'Files' });
    expect(asked.at(-1)).toMatchObject({
      path: '/api/data-sources/previews',
      body: {
        template: 'template:default/eia-connector',
        values: { name: 'eia-wti', schedule: '37 6 * * *' },
      },
    });
    await userEvent.click(screen.getByRole('button', { name: 'Create' }));
    await waitFor(() =>
      expect(scaffold).toHaveBeenCalledWith({
        templateRef: 'template:default/eia-connector',
        values: { name: 'eia-wti', schedule: '37 6 * * *' },
        secrets: {},
      }),
    );
  });

  it('is refused by its own fields before the next page', async () => {
    start('/create/templates/default/eia-connector');
    const name = await screen.findByLabelText(/^Name/);
    await userEvent.clear(name);
    await userEvent.type(name, '../../etc');
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    await waitFor(() =>
      expect(
        screen.getAllByText(/lower-case letters, digits/).length,
      ).toBeGreaterThan(1),
    );
    expect(screen.queryByLabelText(/^Schedule/)).toBeNull();
  });

  it('leaves the list of templates as it is', async () => {
    start('/create/templates');
    expect(
      (await screen.findAllByText('EIA connector')).length,
    ).toBeGreaterThan(0);
  });
});
