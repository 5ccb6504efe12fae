/** What a wire adapter hands to the component. */
export interface WireValue {
  data: unknown;
  error: unknown;
}
export type DataCallback = (value: WireValue) => void;
export type WireConfig = Record<string, unknown>;

/** Called when the component wants the value fetched again. */
export interface Refreshable {
  refresh(): Promise<void>;
}

/** The last value handed out, so that `refreshApex(value)` finds the wire that it came from. */
const sources = new WeakMap<object, Refreshable>();
const live = new Set<WireAdapter>();

export function sourceOf(value: unknown): Refreshable | undefined {
  return typeof value === 'object' && value !== null ? sources.get(value) : undefined;
}

/** Every connected adapter of one class. */
export function connected(kind: unknown): WireAdapter[] {
  return [...live].filter((adapter) => adapter.constructor === kind || adapter.kind === kind);
}

/**
 * Base of the wire adapters: waits until every parameter is defined, fetches once per change of parameters, and drops
 * answers that arrive after the parameters have changed.
 */
export abstract class WireAdapter implements Refreshable {
  readonly kind: unknown = undefined;
  protected config: WireConfig | undefined;
  #callback: DataCallback;
  #connected = false;
  #key = '';
  #turn = 0;

  constructor(callback: DataCallback) {
    this.#callback = callback;
  }

  /** True when these parameters are enough to fetch. */
  protected ready(config: WireConfig): boolean {
    return Object.values(config).every((value) => value !== undefined);
  }

  protected abstract fetch(config: WireConfig): Promise<unknown>;

  connect(): void {
    this.#connected = true;
    live.add(this);
    this.emit({ data: undefined, error: undefined });
    this.load();
  }

  disconnect(): void {
    this.#connected = false;
    this.#key = '';
    live.delete(this);
  }

  update(config: WireConfig): void {
    this.config = config;
    this.load();
  }

  async refresh(): Promise<void> {
    this.#key = '';
    await this.load();
  }

  get currentConfig(): WireConfig | undefined {
    return this.config;
  }

  private async load(): Promise<void> {
    const { config } = this;
    if (!this.#connected || !config || !this.ready(config)) return;
    const key = JSON.stringify(config);
    if (key === this.#key) return;
    this.#key = key;
    const turn = ++this.#turn;
    let value: WireValue;
    try {
      value = { data: deepFreeze(await this.fetch(config)), error: undefined };
    } catch (error) {
      value = { data: undefined, error };
    }
    if (turn === this.#turn && this.#connected) this.emit(value);
  }

  private emit(value: WireValue): void {
    sources.set(value, this);
    this.#callback(value);
  }
}

/** Wired data are read-only on the platform; writing to them must fail here too. */
export function deepFreeze<T>(value: T): T {
  if (value && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
