/** Reads what a browser's trace says about the main thread of a page. */

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Of the processor, without the time in which other processes had it. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

export interface ThreadTime {
  /** Milliseconds in which scripts ran: calls, evaluation, microtasks. */
  readonly scripting: number;
  /** The longest task by the clock, in milliseconds. */
  readonly longest: number;
  /** The longest task by the processor's time: what it would take on a machine with nothing else to do. */
  readonly longestAlone: number;
}

const SCRIPT: ReadonlySet<string> = new Set(['FunctionCall', 'EvaluateScript', 'v8.evaluateModule', 'RunMicrotasks']);

/** @param json a trace as `browser.stopTracing()` gives it */
export function readTrace(json: string): ThreadTime {
  const { traceEvents } = JSON.parse(json) as { traceEvents: TraceEvent[] };
  const threads = traceEvents
    .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
    .map(({ pid, tid }) => timesOf(traceEvents.filter((event) => event.pid === pid && event.tid === tid)));
  return {
    scripting: Math.max(0, ...threads.map(({ scripting }) => scripting)),
    longest: Math.max(0, ...threads.map(({ longest }) => longest)),
    longestAlone: Math.max(0, ...threads.map(({ longestAlone }) => longestAlone))
  };
}

function timesOf(events: readonly TraceEvent[]): ThreadTime {
  const whole = events.filter(({ ph }) => ph === 'X').sort((one, other) => one.ts - other.ts);
  const end = ({ ts, dur }: TraceEvent): number => ts + (dur ?? 0);
  let scripting = 0;
  let until = 0;
  for (const event of whole.filter(({ name }) => SCRIPT.has(name))) {
    scripting += Math.max(0, end(event) - Math.max(event.ts, until));
    until = Math.max(until, end(event));
  }
  const tasks = whole.filter(({ name }) => /RunTask$/.test(name));
  const longest = Math.max(0, ...tasks.map(({ dur }) => dur ?? 0));
  const longestAlone = Math.max(0, ...tasks.map(({ dur, tdur }) => tdur ?? dur ?? 0));
  return { scripting: scripting / 1000, longest: longest / 1000, longestAlone: longestAlone / 1000 };
}
