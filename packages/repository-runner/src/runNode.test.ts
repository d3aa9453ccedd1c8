import { spawn } from 'node:child_process';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { createServer as createHttp } from 'node:http';
import { existsSync } from 'node:fs';
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findNamespaces } from './findNamespaces';
import { runNode } from './runNode';
import type { RunLimits, RunRequest } from './types';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(await realpath(tmpdir()), 'runner-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const LIMITS: RunLimits = {
  timeoutMs: 20_000,
  memoryMb: 300,
  outputBytes: 20_000,
};

async function run(
  script: string,
  more: Partial<Omit<RunRequest, 'limits'>> & {
    limits?: Partial<RunLimits>;
  } = {},
) {
  await writeFile(join(folder, 'main.mjs'), script);
  return runNode({
    cwd: folder,
    args: ['main.mjs'],
    ...more,
    limits: { ...LIMITS, ...more.limits },
  });
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}

it('gives output, exit code, and who keeps what', async () => {
  const told: string[] = [];
  const result = await run(
    'console.log("out"); console.error("err"); process.exitCode = 7;',
    { onOutput: text => told.push(text) },
  );
  expect(result).toMatchObject({ exitCode: 7, isCut: false, refused: [] });
  expect(result.output).toContain('out\n');
  expect(result.output).toContain('err\n');
  expect(told.join('')).toBe(result.output);
  expect(result.isolation.files).toBe('permission-model');
});

it('gives an environment with nothing of the parent', async () => {
  process.env.CANARY_OF_PARENT = 'canary-5f2e';
  try {
    const { output } = await run(
      'console.log(Object.keys(process.env).sort().join())',
      { env: { GIVEN: '1' } },
    );
    expect(output.trim()).toBe('GIVEN,HOME,LANG,TMPDIR,TZ');
  } finally {
    delete process.env.CANARY_OF_PARENT;
  }
});

const HOSTILE: [what: string, script: string, refused: RegExp][] = [
  [
    'reads a file of the machine',
    `import { readFileSync } from 'node:fs'; console.log(readFileSync('/etc/passwd', 'utf8'));`,
    /FileSystemRead \/etc\/passwd/,
  ],
  [
    "reads the parent's environment",
    `import { readFileSync } from 'node:fs'; console.log(readFileSync('/proc/' + process.ppid + '/environ', 'utf8'));`,
    /FileSystemRead \/proc/,
  ],
  [
    'starts a process',
    `import { execSync } from 'node:child_process'; console.log(execSync('id').toString());`,
    /ChildProcess/,
  ],
  [
    'starts a worker',
    `import { Worker } from 'node:worker_threads'; new Worker('1', { eval: true });`,
    /WorkerThreads/,
  ],
  [
    'links to a file of the machine',
    `import { symlinkSync, readFileSync } from 'node:fs'; symlinkSync('/etc/passwd', 'x'); console.log(readFileSync('x', 'utf8'));`,
    /FileSystem/,
  ],
  [
    'ends its parent',
    `process.kill(process.ppid, 'SIGTERM');`,
    /a signal to another process/,
  ],
  [
    'sends a datagram',
    `import dgram from 'node:dgram'; dgram.createSocket('udp4').send('x', 53, '1.1.1.1');`,
    /a datagram socket/,
  ],
  [
    'asks for a name',
    `import { lookup } from 'node:dns/promises'; await lookup('example.com');`,
    /a question for the name example.com/,
  ],
];

it.each(HOSTILE)(
  'stops a program that %s, and tells',
  async (_, script, refused) => {
    const result = await run(script);
    expect(result.exitCode).not.toBe(0);
    expect(result.output).not.toContain('root:');
    expect(result.refused.join('\n')).toMatch(refused);
  },
);

it('stops a program that writes outside, and nothing is written', async () => {
  const target = `${folder}-outside.txt`;
  const result = await run(
    `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(
      target,
    )}, 'x');`,
  );
  expect(result.refused).toEqual([`FileSystemWrite ${target}`]);
  expect(existsSync(target)).toBe(false);
});

it('stops a loop after its time', async () => {
  const result = await run('for (;;) {}', { limits: { timeoutMs: 1_500 } });
  expect(result.stopped).toBe('time');
  expect(result.exitCode).toBeUndefined();
});

it.each([
  ['arrays', 'const all = []; for (;;) all.push(new Array(1000).fill({}));'],
  [
    'buffers',
    'const all = []; setInterval(() => all.push(Buffer.alloc(20_000_000, 1)), 5);',
  ],
])('stops a program that fills memory with %s', async (_, script) => {
  const result = await run(script, { limits: { memoryMb: 200 } });
  expect(result.stopped).toBe('memory');
});

it('cuts output to size, and ends who prints without end', async () => {
  const some = await run('console.log("x".repeat(30_000))');
  expect(some).toMatchObject({ exitCode: 0, isCut: true });
  expect(some.output).toHaveLength(20_000);
  const endless = await run('for (;;) console.log("y".repeat(10_000))');
  expect(endless).toMatchObject({ stopped: 'output', isCut: true });
});

it('ends with its signal', async () => {
  const controller = new AbortController();
  const running = run('console.log("up"); setInterval(() => {}, 1000);', {
    signal: controller.signal,
    onOutput: () => controller.abort(),
  });
  expect((await running).stopped).toBe('cancelled');
});

describe('the network', () => {
  it('is the allowed addresses and nothing else', async () => {
    const allowed = createHttp((request, response) =>
      response.end(`hello ${request.headers.host}`),
    );
    let knocks = 0;
    const other = createServer(socket => {
      knocks += 1;
      socket.destroy();
    });
    const [port, otherPort] = [
      await listening(allowed),
      await listening(other),
    ];
    try {
      const result = await run(
        `const tell = url => fetch(url).then(r => r.text(), e => 'refused ' + e.cause?.code);
         console.log(await tell('http://127.0.0.1:${port}/'), await tell('http://localhost:${port}/'));
         console.log(await tell('http://127.0.0.1:${otherPort}/'), await tell('http://example.com/'));`,
        { connect: [`127.0.0.1:${port}`] },
      );
      expect(result.output).toContain(
        `hello 127.0.0.1:${port} hello localhost:${port}`,
      );
      expect(result.output).toContain(
        'refused ERR_ACCESS_DENIED refused ERR_ACCESS_DENIED',
      );
      expect(result.refused).toEqual([
        `a connection to 127.0.0.1:${otherPort}`,
        'a connection to example.com:80',
      ]);
      expect(knocks).toBe(0);
    } finally {
      allowed.close();
      other.close();
    }
  });

  it('carries the last words of a server that hangs up', async () => {
    const server = createServer(socket => {
      socket.on('error', () => undefined);
      socket.end(
        'HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nup',
      );
    });
    const port = await listening(server);
    const result = await run(
      `for (let at = 0; at < 20; at += 1) console.log(await (await fetch('http://127.0.0.1:${port}/')).text());`,
      { connect: [`127.0.0.1:${port}`] },
    );
    server.close();
    expect(result.output.match(/up/g)).toHaveLength(20);
  });

  it('lets a program talk to a server of its own', async () => {
    const result = await run(
      `import { createServer } from 'node:http';
       const server = createServer((_, response) => response.end('own'));
       await new Promise(done => server.listen(0, '127.0.0.1', done));
       console.log(await (await fetch('http://127.0.0.1:' + server.address().port)).text());
       server.close();`,
    );
    expect(result).toMatchObject({ exitCode: 0, refused: [] });
    expect(result.output).toContain('own');
  });

  it('is not there behind the guard either, where the system has namespaces', async () => {
    let knocks = 0;
    const other = createServer(socket => {
      knocks += 1;
      socket.destroy();
    });
    const port = await listening(other);
    const namespaces = await findNamespaces();
    const { isolation } = await run('');
    expect(isolation.network).toBe(namespaces ? 'namespace' : 'guard');
    const [program, ...flags] = [...(namespaces ?? []), process.execPath];
    const script = `require('node:net').connect(${port}, '127.0.0.1').on('connect', () => process.exit(0)).on('error', e => { console.log(e.code); process.exit(3); })`;
    const code = await new Promise(done => {
      spawn(program, [...flags, '-e', script]).once('close', done);
    });
    other.close();
    expect([code, knocks]).toEqual(namespaces ? [3, 0] : [0, 1]);
  });
});
