import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Whole pages, checked with axe, on machines that do other things too.
configure({ asyncUtilTimeout: 15_000 });
jest.setTimeout(60_000);
