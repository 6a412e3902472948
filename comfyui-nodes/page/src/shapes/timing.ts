// How long the page's own work takes, to be seen in a browser's profile and by the tests.

/** Do it, and tell the browser under a name how long it took. Nothing is kept: it would add up. */
export function timed<Given>(name: string, work: () => Given): Given {
  const start = performance.now();
  try {
    return work();
  } finally {
    performance.measure(name, { start });
    performance.clearMeasures(name);
  }
}
