import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { ComponentType, useState } from 'react';
import { renderForm } from '../__testUtils__/renderForm';
import { OPTIONS } from '../__testUtils__/formSamples';
import { FormAbout } from '../client/FormAbout';
import { validateName, validateSchedule } from './formFields';
import { PipelineName } from './PipelineName';
import { SchedulePicker } from './SchedulePicker';
import { SecretStatus } from './SecretStatus';
import { findSeries, SeriesPicker } from './SeriesPicker';
import { TablePicker } from './TablePicker';

const OFFERED = { 'GET /form-options': { body: OPTIONS } };

/** A field in a form of its own, as the stepper gives it its props. */
function Holder(props: {
  field: ComponentType<never>;
  name: string;
  type?: 'string' | 'array';
  start?: unknown;
  values?: Record<string, unknown>;
  onValue?: (value: unknown) => void;
}) {
  const { field, name, type = 'string', start, values = {}, onValue } = props;
  const [value, setValue] = useState(start);
  const Field = field as ComponentType<Record<string, unknown>>;
  return (
    <main>
      <h1>Form</h1>
      <Field
        name={name}
        schema={{ title: 'The field', type, description: 'What it is for.' }}
        uiSchema={{}}
        idSchema={{ $id: `root_${name}` }}
        formContext={{ formData: values }}
        rawErrors={[]}
        formData={value}
        required
        onChange={(changed: unknown) => {
          setValue(changed);
          onValue?.(changed);
        }}
      />
      <output>{JSON.stringify(value)}</output>
    </main>
  );
}

const show = (
  props: Parameters<typeof Holder>[0],
  replies: Parameters<typeof renderForm>[1] = OFFERED,
) =>
  renderForm(
    <FormAbout about={{ source: 'eia' }}>
      <Holder {...props} />
    </FormAbout>,
    replies,
  );

const box = () => screen.findByRole('textbox', { name: /The field/ });

describe('PipelineName', () => {
  it('says who has the name, what is no name, and who reads the same', async () => {
    const { container } = show({
      field: PipelineName as ComponentType<never>,
      name: 'name',
      values: { series: 'RWTC' },
    });
    const input = await box();
    await userEvent.type(input, 'eia-old');
    expect(
      await screen.findByText(/component:default\/eia-old has this name/),
    ).toBeVisible();
    await userEvent.clear(input);
    await userEvent.type(input, 'eia-new');
    expect(await screen.findByText(/RWTC is already read by/)).toBeVisible();
    await userEvent.clear(input);
    await userEvent.type(input, 'No Name');
    expect(await screen.findByText(/This is no name/)).toBeVisible();
    expect(await axe(container)).toHaveNoViolations();
  });
  it('says when nobody knows which names are taken', async () => {
    show(
      { field: PipelineName as ComponentType<never>, name: 'name' },
      { 'GET /form-options': { status: 409, body: 'broken' } },
    );
    expect(
      await screen.findByText(/Which names are taken is not known/),
    ).toBeVisible();
  });
});

describe('SeriesPicker', () => {
  it('offers what the source declares by keyboard, and warns of what is read already', async () => {
    show({
      field: SeriesPicker as ComponentType<never>,
      name: 'series',
      type: 'array',
    });
    const input = await screen.findByRole('combobox', { name: 'The field' });
    await screen.findByText(/2 of the declared series fit/);
    await userEvent.type(input, 'wti');
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(screen.getByText('["RWTC"]')).toBeInTheDocument();
    expect(await screen.findByText(/RWTC is already read by/)).toBeVisible();
    await userEvent.type(input, ', OTHER');
    expect(screen.getByText('["RWTC","OTHER"]')).toBeInTheDocument();
  });
  it('finds by id, title and unit', () => {
    expect(findSeries(OPTIONS.series, 'brent')).toHaveLength(1);
    expect(findSeries(OPTIONS.series, 'barrel')).toHaveLength(2);
    expect(findSeries(OPTIONS.series, 'gas')).toHaveLength(0);
  });
});

describe('TablePicker', () => {
  it('says what stands and what is new', async () => {
    const { container } = show({
      field: TablePicker as ComponentType<never>,
      name: 'table',
    });
    const input = await screen.findByRole('combobox', { name: 'The field' });
    await userEvent.type(input, 'energy.prices');
    expect(await screen.findByText(/energy\.prices stands/)).toBeVisible();
    await userEvent.type(input, '_new');
    expect(await screen.findByText(/is new; it is created/)).toBeVisible();
    expect(await axe(container)).toHaveNoViolations();
  });
});

describe('TablePicker and the lake', () => {
  const CHECKED = {
    table: 'energy.prices',
    state: 'stands',
    reason: 'energy.prices stands in the lake with 3 columns.',
    filledBy: ['component:default/eia-old'],
    columns: [],
    problems: [
      {
        severity: 'refused',
        message: 'The column value of energy.prices is double; choose another.',
      },
    ],
  };
  const showTable = (replies: Parameters<typeof renderForm>[1]) =>
    renderForm(
      <FormAbout
        about={{ source: 'eia', template: 'template:default/eia-connector' }}
      >
        <Holder
          field={TablePicker as ComponentType<never>}
          name="table"
          values={{ series: 'RWTC' }}
        />
      </FormAbout>,
      replies,
    );

  it('offers what the lake has, and says as one types what would stop the first run', async () => {
    const { asked } = showTable({
      ...OFFERED,
      'POST /table-checks': { body: CHECKED },
    });
    const input = await screen.findByRole('combobox', { name: 'The field' });
    await screen.findByText('2 tables stand; a new name is created.');
    await userEvent.type(input, 'prices');
    expect(await screen.findByText('in the lake')).toBeVisible();
    await userEvent.clear(input);
    await userEvent.type(input, 'energy.prices');
    expect(
      await screen.findByText(/filled by component:default\/eia-old; rows/),
    ).toBeVisible();
    expect(await screen.findByText(/The column value of/)).toBeVisible();
    const checks = asked.filter(one => one.route === 'POST /table-checks');
    expect(checks.at(-1)?.body).toEqual({
      template: 'template:default/eia-connector',
      values: { series: 'RWTC', table: 'energy.prices' },
    });
    // Not every letter is a question.
    expect(checks.length).toBeLessThan(5);
  });

  it('calls nothing new while the lake cannot be asked', async () => {
    const reason = 'The Iceberg REST catalog refuses the portal (HTTP 403).';
    showTable({
      'GET /form-options': {
        body: { ...OPTIONS, tables: [], lake: { state: 'failed', reason } },
      },
    });
    const input = await screen.findByRole('combobox', { name: 'The field' });
    await screen.findByText(`0 tables stand in the catalog. ${reason}`);
    await userEvent.type(input, 'energy.other');
    expect(
      await screen.findByText(/Whether energy\.other stands is not known/),
    ).toBeVisible();
    expect(screen.queryByText(/is new/)).toBeNull();
  });
});

describe('SchedulePicker', () => {
  it('shows the next five runs, the quota, and takes the suggested minute', async () => {
    const { container } = show({
      field: SchedulePicker as ComponentType<never>,
      name: 'schedule',
      start: '0 6 * * 1-5',
      values: { timezone: 'America/New_York', name: 'eia-wti' },
    });
    const runs = await screen.findByRole('list', { name: 'Next runs' });
    expect(within(runs).getAllByRole('listitem')).toHaveLength(5);
    expect(
      await screen.findByText(/1 call a day at least, and 20 planned/),
    ).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: /Use minute \d+/ }),
    );
    const field: HTMLInputElement = await screen.findByRole('textbox');
    expect(field.value).toMatch(/^(?!0 )\d+ 6 \* \* 1-5$/);
    expect(await axe(container)).toHaveNoViolations();
  });
  it('refuses what Quartz cannot say, as one types', async () => {
    show({
      field: SchedulePicker as ComponentType<never>,
      name: 'schedule',
      start: '0 6 1 * 1',
    });
    expect(
      await screen.findByText(/day of the month and a weekday/),
    ).toBeVisible();
    expect(await box()).toHaveAttribute('aria-invalid', 'true');
  });
});

describe('SecretStatus', () => {
  it('offers the declared name once, and says whether it exists', async () => {
    show({
      field: SecretStatus as ComponentType<never>,
      name: 'secretName',
      values: { namespace: 'data-platform' },
    });
    const input = await box();
    await screen.findByText('"eia-api-key"');
    expect(await screen.findByText(/No cluster has a Secret/)).toBeVisible();
    await userEvent.clear(input);
    await userEvent.type(input, 'other');
    expect(await screen.findByText(/Whether other exists/)).toBeVisible();
  });
});

describe('validation', () => {
  const errors = (
    validate: (value: string, field: { addError(text: string): void }) => void,
    value: string,
  ) => {
    const said: string[] = [];
    validate(value, { addError: text => said.push(text) });
    return said;
  };
  it('refuses hostile names and schedules before the next page', () => {
    for (const name of ['../../etc', '$(id)', 'a\nb: c', 'A', 'a'.repeat(99)])
      expect(errors(validateName, name)).toHaveLength(1);
    expect(errors(validateName, 'eia-wti')).toEqual([]);
    expect(errors(validateSchedule, '0 6 1 * 1')).toHaveLength(1);
    expect(errors(validateSchedule, '37 6 * * 1-5')).toEqual([]);
  });
});
