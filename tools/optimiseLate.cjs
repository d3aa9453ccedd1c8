// Almost all that a start and a first look at the clusters run, they run some thousand times and then seldom again. V8
// compiles a function anew, at great cost, when it was called some 3,000 times; in a start that never pays, and takes the
// processor from the start itself. So it waits for more calls; what is called all the time has them within seconds.

const { setFlagsFromString } = require('node:v8');

setFlagsFromString('--invocation-count-for-turbofan=20000');
