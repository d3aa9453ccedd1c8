/**
 * Git's smart HTTP protocol, version 0, for readers: enough for `git clone` and for a shallow `git fetch`. The repository is made when
 * somebody first asks, so that a start does not wait for it.
 */
import { gunzipSync } from 'node:zlib';
import type { Handler } from '../../kubernetes/types';
import { GitObjects } from './GitObjects';

const FLUSH = '0000';

function line(text: string): string {
  return (text.length + 4).toString(16).padStart(4, '0') + text;
}

function reply(type: string, ...parts: (string | Buffer)[]): Response {
  const body = Buffer.concat(parts.map(part => Buffer.from(part as string)));
  return new Response(new Uint8Array(body), {
    headers: {
      'content-type': `application/x-git-upload-pack-${type}`,
      'cache-control': 'no-cache',
    },
  });
}

function advertise(commit: string): Response {
  const capabilities =
    'shallow no-progress symref=HEAD:refs/heads/main agent=git/demo';
  return reply(
    'advertisement',
    line('# service=git-upload-pack\n'),
    FLUSH,
    line(`${commit} HEAD\0${capabilities}\n`),
    line(`${commit} refs/heads/main\n`),
    FLUSH,
  );
}

async function upload(
  request: Request,
  objects: GitObjects,
): Promise<Response> {
  const raw = Buffer.from(await request.arrayBuffer());
  const isPacked = request.headers.get('content-encoding') === 'gzip';
  const asked = (isPacked ? gunzipSync(raw) : raw).toString('latin1');
  if (!asked.includes(`want ${objects.commit}`)) {
    return reply('result', line('ERR upload-pack: not our ref\n'));
  }
  // The one commit has no parents, so what is shallow is whole; a client that asked must still be told.
  const shallow = asked.includes('deepen ')
    ? [line(`shallow ${objects.commit}`), FLUSH]
    : [];
  const isDone = asked.includes('0009done');
  // A client that asked how deep first wants to hear that alone.
  const isAnswered = isDone || asked.includes('have ');
  return reply(
    'result',
    ...shallow,
    ...(isAnswered ? [line('NAK\n')] : []),
    ...(isDone ? [objects.pack()] : []),
  );
}

/** Answers for one repository. `path` is what follows the host: `/254carbon/platform.git`. */
export function createGitAnswers(options: {
  path: string;
  create: () => Promise<GitObjects>;
}): Handler {
  let objects: Promise<GitObjects> | undefined;
  return async request => {
    const url = new URL(request.url);
    const at = url.pathname.indexOf(`${options.path}/`);
    const asked =
      at < 0 ? '' : url.pathname.slice(at + options.path.length + 1);
    const service = url.searchParams.get('service');
    if (asked === 'info/refs' && service === 'git-upload-pack') {
      objects ??= options.create();
      return advertise((await objects).commit);
    }
    if (asked === 'git-upload-pack' && request.method === 'POST') {
      objects ??= options.create();
      return upload(request, await objects);
    }
    return new Response('Not Found', { status: 404 });
  };
}
