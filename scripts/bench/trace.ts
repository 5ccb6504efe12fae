/** Reads what a browser's trace says about the main thread of a page. */

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly args?: { readonly name?: string };
}

export interface ThreadTime {
  /** Milliseconds in which scripts ran: calls, evaluation, microtasks. */
  readonly scripting: number;
  /** The longest task that did more than load the page's own code, in milliseconds. */
  readonly longest: number;
}

const SCRIPT: ReadonlySet<string> = new Set(['FunctionCall', 'EvaluateScript', 'v8.evaluateModule', 'RunMicrotasks']);
const LOADING: ReadonlySet<string> = new Set(['EvaluateScript', 'v8.evaluateModule', 'v8.compileModule', 'v8.compile']);

/** @param json a trace as `browser.stopTracing()` gives it */
export function readTrace(json: string): ThreadTime {
  const { traceEvents } = JSON.parse(json) as { traceEvents: TraceEvent[] };
  const threads = traceEvents
    .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
    .map(({ pid, tid }) => timesOf(traceEvents.filter((event) => event.pid === pid && event.tid === tid)));
  return {
    scripting: Math.max(0, ...threads.map(({ scripting }) => scripting)),
    longest: Math.max(0, ...threads.map(({ longest }) => longest))
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
  const loading = whole.filter(({ name }) => LOADING.has(name));
  const longest = whole
    .filter(({ name }) => /RunTask$/.test(name))
    .filter((task) => !loading.some((event) => event.ts >= task.ts && end(event) <= end(task)))
    .reduce((highest, { dur }) => Math.max(highest, dur ?? 0), 0);
  return { scripting: scripting / 1000, longest: longest / 1000 };
}
