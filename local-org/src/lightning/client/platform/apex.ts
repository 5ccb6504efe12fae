import { request } from './rest.ts';
import { sourceOf, WireAdapter, type DataCallback, type WireConfig } from './wire.ts';

type Parameters = Record<string, unknown>;

async function call(name: string, parameters: Parameters | undefined): Promise<unknown> {
  const answer = await request<{ returnValue: unknown }>('POST', '/lightning/apex', {
    method: name,
    params: parameters ?? {}
  });
  return answer.returnValue ?? null;
}

/** Calls of a wire with the same parameters, made at the same moment, share one request. */
const inFlight = new Map<string, Promise<unknown>>();

function shared(name: string, parameters: Parameters): Promise<unknown> {
  const key = `${name}?${JSON.stringify(parameters)}`;
  const running = inFlight.get(key);
  if (running) return running;
  const started = call(name, parameters).finally(() => inFlight.delete(key));
  inFlight.set(key, started);
  return started;
}

/** Makes what `import m from '@salesforce/apex/Class.method'` gives: a function to call and a wire adapter in one. */
export function apexMethod(name: string): unknown {
  class ApexAdapter extends WireAdapter {
    protected override fetch(config: WireConfig): Promise<unknown> {
      return shared(name, config);
    }
  }
  function method(this: unknown, first?: Parameters | DataCallback): unknown {
    return new.target ? new ApexAdapter(first as DataCallback) : call(name, first as Parameters | undefined);
  }
  return method;
}

/** Fetches a wired value again; settles when the new value has been handed to the component. */
export function refreshApex(value: unknown): Promise<void> {
  return sourceOf(value)?.refresh() ?? Promise.resolve();
}

interface FieldReference {
  fieldApiName: string;
}

/** Reads a field, possibly over relationships, from an sObject that Apex returned. */
export function getSObjectValue(record: unknown, field: string | FieldReference): unknown {
  const path = typeof field === 'string' ? field.split('.').slice(1) : field.fieldApiName.split('.');
  return path.reduce<unknown>((value, part) => (value as Record<string, unknown> | null | undefined)?.[part], record);
}
