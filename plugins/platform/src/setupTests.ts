import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Whole pages are rendered and checked, also on a machine that is busy with something else.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(30_000);
