import { Preview } from '@254carbon/backstage-plugin-platform-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { renderForm } from '../__testUtils__/renderForm';
import {
  EDITED,
  PREVIEW,
  READ,
  REFUSED,
} from '../__testUtils__/previewSamples';
import { About, FormAbout } from '../client/FormAbout';
import { PreviewStep, whyNotCreate } from './PreviewStep';

const VALUES = { name: 'eia-wti', schedule: '37 6 * * *' };
const TEMPLATE = 'template:default/eia-connector';

function show(
  replies: Parameters<typeof renderForm>[1],
  about: About = { template: TEMPLATE },
) {
  const onCreate = jest.fn();
  const onField = jest.fn();
  const rendered = renderForm(
    <main>
      <h1>EIA</h1>
      <FormAbout about={about}>
        <PreviewStep
          values={VALUES}
          disabled={false}
          titleOf={field => (field === 'schedule' ? 'Schedule' : field)}
          onField={onField}
          onBack={() => undefined}
          onCreate={onCreate}
        />
      </FormAbout>
    </main>,
    replies,
  );
  return { ...rendered, onCreate, onField };
}

const create = () => screen.getByRole('button', { name: 'Create' });

describe('PreviewStep', () => {
  it('shows files, difference, verdicts and runs, and lets create', async () => {
    const { container, onCreate, asked } = show({
      'POST /previews': { body: PREVIEW },
    });
    await screen.findByRole('region', { name: 'Files' });
    expect(asked[0].body).toEqual({ template: TEMPLATE, values: VALUES });
    const files = screen.getByRole('list', {
      name: 'Files that would be written',
    });
    await userEvent.click(
      within(files).getByRole('button', { name: /deploy\/cronjob\.yaml/ }),
    );
    expect(
      screen.getByRole('region', { name: /Difference of deploy/ }),
    ).toHaveTextContent('+ schedule: 37 6 * * *');
    await userEvent.click(
      within(files).getByRole('button', { name: /README\.md/ }),
    );
    expect(
      screen.getByRole('region', { name: 'Content of README.md' }),
    ).toHaveTextContent('Reads RWTC.');
    expect(screen.getByText('Egress is open.', { exact: false })).toBeVisible();
    expect(await axe(container)).toHaveNoViolations();
    await userEvent.click(create());
    expect(onCreate).toHaveBeenCalledTimes(1);
  });

  it('keeps Create off while a validator fails, names the field and leads to it', async () => {
    const { onCreate, onField, container } = show({
      'POST /previews': { body: REFUSED },
    });
    await screen.findByRole('region', { name: 'Not yet' });
    expect(create()).toBeDisabled();
    expect(screen.getByText('Change Schedule first.')).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Change Schedule' }),
    );
    expect(onField).toHaveBeenCalledWith('schedule');
    expect(onCreate).not.toHaveBeenCalled();
    expect(await axe(container)).toHaveNoViolations();
  });

  it('keeps Create off while nothing is known, and says why', async () => {
    show({ 'POST /previews': { status: 409, body: 'the engine is away' } });
    expect(create()).toBeDisabled();
    expect(await screen.findByText('the engine is away')).toBeVisible();
    expect(create()).toBeDisabled();
  });

  it('reads a few rows when asked to', async () => {
    show({
      'POST /previews': { body: PREVIEW },
      'POST /test-reads': { body: READ },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Read a few rows' }),
    );
    const rows = await screen.findByRole('table', {
      name: 'Rows that were read',
    });
    expect(within(rows).getByText('71.26')).toBeVisible();
    expect(within(rows).getByText('value (decimal)')).toBeVisible();
    expect(screen.getByText(/null ratio of value/)).toBeVisible();
  });

  it('marks rows that were read from nowhere', async () => {
    show({
      'POST /previews': { body: PREVIEW },
      'POST /test-reads': {
        body: { ...READ, from: 'fixtures', reason: 'No simulated address.' },
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Read a few rows' }),
    );
    expect(
      await screen.findByText('These rows are a sample; nothing was read'),
    ).toBeVisible();
  });

  it('asks for a second person before production', async () => {
    const waiting: Preview = {
      ...PREVIEW,
      approval: { needed: true, reason: 'It is production.', state: 'none' },
    };
    const { asked } = show({
      'POST /previews': { body: waiting },
      'POST /approvals': {
        body: {
          id: 'a-1',
          template: TEMPLATE,
          name: 'eia-wti',
          digest: 'd',
          values: VALUES,
          reason: 'needed on Monday',
          purpose: 'create',
          requestedBy: 'user:default/me',
          requestedAt: '2026-11-21T12:00:00.000Z',
          state: 'requested',
          until: '2026-11-28T12:00:00.000Z',
        },
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Ask for approval...' }),
    );
    expect(
      screen.getByText('A second person has to approve it first.'),
    ).toBeInTheDocument();
    const dialog = screen.getByRole('dialog');
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: 'Why it is needed' }),
      'needed on Monday',
    );
    await userEvent.click(within(dialog).getByRole('button', { name: 'Ask' }));
    await waitFor(() =>
      expect(asked).toContainEqual(
        expect.objectContaining({
          route: 'POST /approvals',
          body: {
            template: TEMPLATE,
            values: VALUES,
            reason: 'needed on Monday',
            purpose: 'create',
          },
        }),
      ),
    );
  });

  it('changes a pipeline that stands by one commit', async () => {
    const { asked } = show(
      {
        'POST /pipelines/eia-wti/change': {
          body: {
            preview: PREVIEW,
            report: {
              name: 'eia-wti',
              complete: true,
              steps: [
                { what: 'files', outcome: 'done', message: 'One commit.' },
              ],
            },
          },
        },
      },
      { template: TEMPLATE, changing: 'eia-wti' },
    );
    await screen.findByRole('region', { name: 'Files' });
    await userEvent.click(screen.getByRole('button', { name: 'Change' }));
    expect(await screen.findByText(/One commit\./)).toBeVisible();
    expect(asked.map(({ body }) => body)).toEqual([
      { values: VALUES, edits: {} },
      { values: VALUES, edits: {}, apply: true },
    ]);
  });

  it('writes over nothing that was edited by hand before somebody says so, and sends what they said', async () => {
    const decided = EDITED.map(file =>
      file.outcome === 'undecided'
        ? { ...file, outcome: 'kept' as const, message: 'Stays.' }
        : file,
    );
    const { asked, container } = show(
      {
        'POST /pipelines/eia-wti/change': ({ body }) => {
          const { edits } = body as { edits: Record<string, string> };
          const isDecided = edits['README.md'] === 'keep';
          return {
            body: {
              preview: {
                ...PREVIEW,
                mayCreate: isDecided,
                edited: isDecided ? decided : EDITED,
              },
            },
          };
        },
      },
      { template: TEMPLATE, changing: 'eia-wti' },
    );
    const panel = await screen.findByRole('region', { name: 'Edited by hand' });
    expect(
      screen.getByText(
        'Say first what becomes of the files that were edited by hand.',
      ),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: 'Change' })).toBeDisabled();
    expect(within(panel).getByText('put together')).toBeVisible();
    expect(await axe(container)).toHaveNoViolations();
    const choice = within(panel).getByRole('radiogroup', {
      name: 'Which README.md stands',
    });
    await userEvent.click(
      within(choice).getByRole('radio', { name: 'Keep it as it was edited' }),
    );
    expect(await within(panel).findByText(/Stays\./)).toBeVisible();
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Change' })).toBeEnabled(),
    );
    expect(asked.at(-1)?.body).toEqual({
      values: VALUES,
      edits: { 'README.md': 'keep' },
    });
  });
});

describe('whyNotCreate', () => {
  const titleOf = (field: string) => field.toLocaleUpperCase('en-US');
  it('says what keeps it off', () => {
    expect(whyNotCreate(undefined, titleOf)).toMatch(/before the preview/);
    expect(whyNotCreate(PREVIEW, titleOf)).toBeUndefined();
    expect(whyNotCreate(REFUSED, titleOf)).toBe('Change SCHEDULE first.');
    expect(
      whyNotCreate(
        { ...REFUSED, problems: [{ severity: 'refused', message: 'x' }] },
        titleOf,
      ),
    ).toMatch(/validator/);
  });
});
