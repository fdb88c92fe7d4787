// Sets the clock of a process: `node --import ./test/support/set-clock.mjs` with TEST_CLOCK, the time
// it starts at (2028-02-29T12:00:00Z). From there it runs on. Only `Date` is set: what a program
// shows and decides by; timers and the dates of files stay the machine's. No part of the package.
const { TEST_CLOCK } = process.env

if (TEST_CLOCK !== undefined) {
  const RealDate = Date
  const ahead = RealDate.parse(TEST_CLOCK) - RealDate.now()
  if (Number.isNaN(ahead)) throw new Error(`TEST_CLOCK is no time: ${TEST_CLOCK}`)
  const now = () => RealDate.now() + ahead
  globalThis.Date = new Proxy(RealDate, {
    apply: () => new RealDate(now()).toString(),
    construct: (target, given, made) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, made),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  })
}
