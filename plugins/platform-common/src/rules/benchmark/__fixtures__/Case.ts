import { Outcome } from '../../verdict';
import { Platform } from './platform';

/** One case of the benchmark: what is planted, and what the rule must say of it. */
export interface Case {
  /** A defect must fail, a look-alike must not, and the rest must be *unknown*. */
  plants: 'defect' | 'look-alike' | 'unknowable';
  rule: string;
  /** Id of the service that is judged. */
  service: string;
  /** What it is, and why the verdict is right; one sentence. */
  because: string;
  change(platform: Platform): void;
  /** What else fails of necessity, as `service rule`: a missing pod is also a missing endpoint. */
  also?: readonly string[];
  /** For a look-alike: exactly this verdict. */
  says?: Outcome;
}
