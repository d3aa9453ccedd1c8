/** `npm run readiness -- <folder>`: judges the manifests of a folder; see `runReadiness.ts` for its exit codes. */
import { outliveReader } from '../outliveReader';
import { EXIT_NOT_JUDGED, runReadiness } from './runReadiness';

const { stdout, stderr, env } = process;

outliveReader(stdout);

/** Standard output may be a pipe that is emptied slowly: the process ends by itself when everything is written. */
runReadiness(process.argv.slice(2), {
  cwd: env.INIT_CWD ?? process.cwd(),
  now: Date.now(),
  paper: {
    width: stdout.columns ?? (Number(env.COLUMNS) || 80),
    colour: stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb',
  },
  out: text => stdout.write(text),
  err: text => stderr.write(text),
}).then(
  code => {
    process.exitCode = code;
  },
  (error: Error) => {
    stderr.write(`The folder could not be judged: ${error.message}\n`);
    process.exitCode = EXIT_NOT_JUDGED;
  },
);
