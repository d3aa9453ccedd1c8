/** The command line of the simulator. */
import { parseArgs } from 'node:util';
import { isScenarioName, type ScenarioName } from './scenarios';

/** What the command line may say. */
export interface Arguments {
  readyFile?: string;
  kubeconfig?: string;
  portBase?: number;
  scenario?: ScenarioName;
  seed?: number;
  nodeModules?: string[];
  exitWithParent: boolean;
}

/**
 * Reads the command line.
 *
 * @param argv - without the interpreter and the script
 * @throws Error that names the option and its cure
 */
export function readArguments(argv: string[]): Arguments {
  const { values } = parseArgs({
    args: argv,
    options: {
      'ready-file': { type: 'string' },
      kubeconfig: { type: 'string' },
      'port-base': { type: 'string' },
      scenario: { type: 'string' },
      seed: { type: 'string' },
      'node-modules': { type: 'string', multiple: true },
      'exit-with-parent': { type: 'boolean', default: false },
    },
  });
  const { scenario } = values;
  if (scenario !== undefined && !isScenarioName(scenario)) {
    throw new Error(
      `--scenario ${scenario} does not exist; try morning-of-24-october, calm-day or node-lost.`,
    );
  }
  return {
    readyFile: values['ready-file'],
    kubeconfig: values.kubeconfig,
    portBase: readNumber('port-base', values['port-base'], 65_000),
    scenario,
    seed: readNumber('seed', values.seed, Number.MAX_SAFE_INTEGER),
    nodeModules: values['node-modules'],
    exitWithParent: values['exit-with-parent'],
  };
}

function readNumber(
  option: string,
  text: string | undefined,
  highest: number,
): number | undefined {
  if (text === undefined) {
    return undefined;
  }
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > highest) {
    throw new Error(
      `--${option} ${text} does not fit; give a whole number from 1 to ${highest}.`,
    );
  }
  return number;
}
