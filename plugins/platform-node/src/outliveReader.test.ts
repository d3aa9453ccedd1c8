import { PassThrough } from 'node:stream';
import { outliveReader } from './outliveReader';

function failWith(code: string): () => void {
  const output = new PassThrough();
  outliveReader(output);
  return () => output.emit('error', Object.assign(new Error(code), { code }));
}

describe('outliveReader', () => {
  it('takes a reader that goes away for no failure', () => {
    expect(failWith('EPIPE')).not.toThrow();
  });

  it('hides no other failure', () => {
    expect(failWith('ENOSPC')).toThrow('ENOSPC');
  });
});
