import { TableChoice } from './TablePicker';
import { OPTIONS } from '../../__testUtils__/samples';

export default { title: 'scaffolder/TablePicker' };

const show = (text: string) => (
  <TableChoice
    title="Table"
    text={text}
    onText={() => undefined}
    tables={OPTIONS.tables}
    status="1 table stands"
  />
);

/** Stands already. */
export const Stands = { render: () => show('energy.prices') };
/** Is new. */
export const New = { render: () => show('energy.spot_prices') };
/** Is none. */
export const Wrong = { render: () => show('Energy Prices') };
