import { changeSettings, readSettings, writeSettings } from './settings';

describe('other settings of rules', () => {
  it('are kept in the address', () => {
    const values = { off: 'a,b', weigh: 'c:5,d:1' };
    const settings = readSettings(values);
    expect(settings).toEqual({ off: ['a', 'b'], weights: { c: 5, d: 1 } });
    expect(writeSettings(settings)).toEqual(values);
  });
  it('leave out what makes no sense', () => {
    expect(
      readSettings({ off: ',A B,ok', weigh: 'c:0,d:-1,e:x,f:1.5,g,h:2' }),
    ).toEqual({ off: ['ok'], weights: { h: 2 } });
  });
  it('say one thing of a rule', () => {
    const none = { off: [], weights: {} };
    const off = changeSettings(none, 'a', 'off');
    expect(off).toEqual({ off: ['a'], weights: {} });
    const weighed = changeSettings(off, 'a', 3);
    expect(weighed).toEqual({ off: [], weights: { a: 3 } });
    expect(changeSettings(weighed, 'a', 'as-now')).toEqual(none);
  });
});
