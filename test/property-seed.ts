import fc from 'fast-check';

// In CI each property starts from one seed, so that a run says something of the change and not of the dice; at a desk every run tries others.
if (process.env['CI']) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20261122 });
