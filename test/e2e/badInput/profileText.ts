/** A node of V8's CPU profile, as bad as a test wants it. */
export interface NodeText {
  readonly id?: unknown;
  readonly name?: unknown;
  readonly url?: unknown;
  readonly line?: unknown;
  readonly children?: unknown;
  readonly hitCount?: unknown;
  readonly ticks?: unknown;
}

/** A CPU profile of these nodes; unless told otherwise, with one sample of 1 ms for each. */
export function cpuprofileText(nodes: readonly NodeText[], rest: object = {}): string {
  return JSON.stringify({
    nodes: nodes.map(({ id, name, url, line, children, hitCount, ticks }) => ({
      id,
      callFrame: { functionName: name, scriptId: '0', url: url ?? '', lineNumber: line ?? -1, columnNumber: -1 },
      children,
      hitCount: hitCount ?? 1,
      positionTicks: ticks,
    })),
    startTime: 0,
    endTime: nodes.length * 1000,
    samples: nodes.map(({ id }) => id),
    timeDeltas: nodes.map((_, index) => (index === 0 ? 0 : 1000)),
    ...rest,
  });
}
