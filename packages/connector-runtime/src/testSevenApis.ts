import type { TestApi } from './testApi';
import { alphaVantage, eia, gie, polygon } from './testMarketApis';
import { census, fred, noaa, weather } from './testPublicApis';

export type { TestApi } from './testApi';

/** The seven APIs (NOAA twice: climate and forecast), with a key each that must never be seen. */
export const testApis: Readonly<Record<string, TestApi>> = {
  alphaVantage,
  polygon,
  eia,
  gie,
  census,
  noaa,
  weather,
  fred,
};
