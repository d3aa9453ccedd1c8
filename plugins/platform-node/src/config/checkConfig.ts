import { z } from 'zod';

function keyOf(root: string, path: PropertyKey[]): string {
  return path.reduce<string>(
    (key, part) =>
      typeof part === 'number' ? `${key}[${part}]` : `${key}.${String(part)}`,
    root,
  );
}

/**
 * Checks a part of the configuration and gives it typed.
 *
 * @throws Error with one sentence that names the key, what is wrong and what to do.
 */
export function checkConfig<S extends z.ZodType>(options: {
  /** Key of the part, for the message: `platform.routes`. */
  key: string;
  schema: S;
  value: unknown;
}): z.output<S> {
  const result = options.schema.safeParse(options.value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new Error(
    `Configuration ${keyOf(
      options.key,
      issue.path,
    )} is wrong: ${issue.message.replace(
      /\.$/,
      '',
    )}; correct it in app-config.yaml (the keys are described in plugins/platform-node/config.schema.json).`,
  );
}
