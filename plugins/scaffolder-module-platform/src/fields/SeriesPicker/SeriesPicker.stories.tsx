import { SeriesChoice } from './SeriesPicker';
import { OPTIONS } from '../../__testUtils__/formSamples';

export default { title: 'scaffolder/SeriesPicker' };

const show = (text: string, series = OPTIONS.series) => (
  <SeriesChoice
    title="Series"
    text={text}
    onText={() => undefined}
    series={series}
    status={`${series.length} series`}
  />
);

/** Two of the source, one of them read already. */
export const Chosen = { render: () => show('RWTC, RBRTE') };
/** The source declares none. */
export const None = { render: () => show('ANY', []) };
