// Loaded into each server before it starts (node --require). A server that rolls dice or tells the time says something
// else in each run, and what differs from run to run cannot be compared. The servers themselves are unchanged.
'use strict';

const NOON = Date.UTC(2026, 0, 2, 12, 0, 0);

Math.random = () => 0.5;

class SteadyDate extends Date {
  constructor(...args) {
    super(...(args.length === 0 ? [NOON] : args));
  }

  static now() {
    return NOON;
  }
}

globalThis.Date = SteadyDate;

// A test that is killed cannot end its servers; then they end by themselves.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) {
    process.exit(0);
  }
}, 1000).unref();
