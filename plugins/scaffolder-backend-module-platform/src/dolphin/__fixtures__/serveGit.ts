import { execFile, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PERSON = [
  '-c',
  'user.name=portal',
  '-c',
  'user.email=portal@example.com',
];

/** A repository that can be cloned over HTTP, by git's own server program. */
export interface ServedRepository {
  url: string;
  close(): Promise<void>;
}

/** Publishes a folder as `/owner/<name>.git`, with one commit. */
export async function serveGit(options: {
  /** What is published. */
  folder: string;
  /** Where the bare repository goes. */
  root: string;
  name: string;
}): Promise<ServedRepository> {
  const { folder, root, name } = options;
  const bare = join(root, 'owner', `${name}.git`);
  await run('git', ['init', '-q', '-b', 'main', folder]);
  await run('git', ['-C', folder, 'add', '-A', '-f']);
  await run('git', ['-C', folder, ...PERSON, 'commit', '-q', '-m', 'x']);
  await run('git', ['clone', '-q', '--bare', folder, bare]);
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://git');
    const child = spawn('git', ['http-backend'], {
      env: {
        PATH: process.env.PATH,
        GIT_PROJECT_ROOT: root,
        GIT_HTTP_EXPORT_ALL: '1',
        PATH_INFO: url.pathname,
        QUERY_STRING: url.search.slice(1),
        REQUEST_METHOD: request.method,
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        HTTP_CONTENT_ENCODING: String(
          request.headers['content-encoding'] ?? '',
        ),
      },
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', chunk => chunks.push(chunk));
    child.on('close', () => {
      const answer = Buffer.concat(chunks);
      const end = answer.indexOf('\r\n\r\n');
      for (const line of answer.subarray(0, end).toString().split('\r\n')) {
        const [key, value] = line.split(': ');
        if (key === 'Status') response.statusCode = Number(value.slice(0, 3));
        else response.setHeader(key, value);
      }
      response.end(answer.subarray(end + 4));
    });
    request.pipe(child.stdin);
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/owner/${name}.git`,
    close: () => new Promise(done => server.close(() => done())),
  };
}
