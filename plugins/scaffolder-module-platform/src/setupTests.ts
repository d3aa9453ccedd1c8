import '@testing-library/jest-dom';
import { configure } from '@testing-library/dom';
import { toHaveNoViolations } from 'jest-axe';

expect.extend(toHaveNoViolations);

// Pages are loaded lazily, and the first load of the component library takes seconds on a busy machine.
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 20_000 });
