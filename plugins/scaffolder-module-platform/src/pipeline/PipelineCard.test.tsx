import { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { renderForm } from '../__testUtils__/renderForm';
import { APPROVAL, PIPELINE } from '../__testUtils__/madeSamples';
import { PipelineCard } from './PipelineCard';

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'eia-wti' },
  spec: { type: 'data-pipeline' },
};
const card = (
  <main>
    <h1>eia-wti</h1>
    <EntityProvider entity={entity}>
      <PipelineCard />
    </EntityProvider>
  </main>
);

describe('PipelineCard', () => {
  it('shows when it runs next, and retires it with a reason', async () => {
    const { container, asked } = renderForm(card, {
      'GET /pipelines/eia-wti': { body: PIPELINE },
      'POST /pipelines/eia-wti/retire': {
        body: {
          name: 'eia-wti',
          complete: true,
          steps: [
            { what: 'table', outcome: 'kept', message: 'The table is kept.' },
          ],
        },
      },
    });
    expect(await screen.findByText(/2026-11-23 06:37:00 UTC/)).toBeVisible();
    expect(screen.getByText(/The workflow is online\./)).toBeVisible();
    expect(await axe(container)).toHaveNoViolations();
    await userEvent.click(screen.getByRole('button', { name: 'Retire...' }));
    const dialog = screen.getByRole('dialog');
    const retire = within(dialog).getByRole('button', { name: 'Retire' });
    expect(retire).toBeDisabled();
    await userEvent.type(
      within(dialog).getByRole('textbox'),
      'nobody reads it',
    );
    await userEvent.click(retire);
    expect(await screen.findByText('The table is kept.')).toBeVisible();
    expect(asked).toContainEqual(
      expect.objectContaining({
        route: 'POST /pipelines/eia-wti/retire',
        body: { reason: 'nobody reads it' },
      }),
    );
  });

  it('says that a newer template is there, and nothing of it otherwise', async () => {
    const ref = 'template:default/eia-connector';
    const show = (today: string) =>
      renderForm(card, {
        'GET /pipelines/eia-wti': {
          body: { ...PIPELINE, template: { ref, madeBy: '0.1.0', today } },
        },
      });
    show('0.2.0');
    expect(
      await screen.findByText(/0\.1\.0\. Version 0\.2\.0 is there/),
    ).toBeVisible();
    cleanup();
    show('0.1.0');
    expect(await screen.findByText(/0\.1\.0/)).toBeVisible();
    expect(screen.queryByText(/is there/)).toBeNull();
  });

  it('offers nothing to who may not change it, nor once it is retired', async () => {
    renderForm(
      card,
      {
        'GET /pipelines/eia-wti': {
          body: {
            ...PIPELINE,
            nextRuns: [],
            retired: {
              by: 'user:default/alice',
              at: '2026-11-21T12:00:00.000Z',
              reason: 'not read any more',
            },
          },
        },
      },
      { allowed: true },
    );
    expect(await screen.findByText(/not read any more/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Retire...' })).toBeNull();
  });

  it('shows what was changed, and takes the last change back', async () => {
    const { asked, container } = renderForm(card, {
      'GET /pipelines/eia-wti': { body: PIPELINE },
      'POST /pipelines/eia-wti/changes/c-1/undo': {
        body: {
          name: 'eia-wti',
          complete: true,
          steps: [
            {
              what: 'workflow',
              outcome: 'done',
              message: 'The workflow is online as version 3.',
            },
          ],
        },
      },
    });
    expect(
      await screen.findByText(/schedule: 0 6 \* \* \* → 37 6 \* \* \*/),
    ).toBeVisible();
    expect(await axe(container)).toHaveNoViolations();
    await userEvent.click(
      screen.getByRole('button', { name: 'Undo the last change...' }),
    );
    await userEvent.click(
      within(screen.getByRole('dialog')).getByRole('button', { name: 'Undo' }),
    );
    expect(
      await screen.findByText('The workflow is online as version 3.'),
    ).toBeVisible();
    expect(asked).toContainEqual(
      expect.objectContaining({
        route: 'POST /pipelines/eia-wti/changes/c-1/undo',
      }),
    );
  });

  it('in production its end is asked for first, and waits', async () => {
    let state = 'none';
    const { asked } = renderForm(card, {
      'GET /pipelines/eia-wti': () => ({
        body: {
          ...PIPELINE,
          retirement: {
            needed: true,
            reason: 'The pipeline is in production.',
            state,
          },
        },
      }),
      'POST /approvals': () => {
        state = 'requested';
        return { body: { ...APPROVAL, purpose: 'retire' } };
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Ask to retire...' }),
    );
    const dialog = screen.getByRole('dialog');
    await userEvent.type(
      within(dialog).getByRole('textbox'),
      'nobody reads it',
    );
    await userEvent.click(within(dialog).getByRole('button', { name: 'Ask' }));
    expect(
      await screen.findByText('Its end waits for somebody else to approve it.'),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: 'Retire...' })).toBeDisabled();
    expect(asked).toContainEqual(
      expect.objectContaining({
        route: 'POST /approvals',
        body: expect.objectContaining({
          purpose: 'retire',
          reason: 'nobody reads it',
        }),
      }),
    );
  });
});
