import { describeTable } from './describeTable';
import { TableChoice } from './TablePicker';
import { OPTIONS } from '../../__testUtils__/formSamples';

export default { title: 'scaffolder/TablePicker' };

const show = (text: string) => (
  <TableChoice
    title="Table"
    text={text}
    onText={() => undefined}
    tables={OPTIONS.tables}
    notes={describeTable(text, OPTIONS)}
    status="1 table stands"
  />
);

/** Stands already. */
export const Stands = { render: () => show('energy.prices') };
/** Is new. */
export const New = { render: () => show('energy.spot_prices') };
/** Is none. */
export const Wrong = { render: () => show('Energy Prices') };
