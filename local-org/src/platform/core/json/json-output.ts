interface Level {
  readonly kind: 'object' | 'array';
  count: number;
}

/** Writes JSON text, compact or in the platform's pretty form: objects over several lines, arrays in one. */
export class JsonOutput {
  readonly #pretty: boolean;
  readonly #levels: Level[] = [];
  #text = '';
  #afterName = false;

  constructor(pretty: boolean) {
    this.#pretty = pretty;
  }

  get text(): string {
    return this.#text;
  }

  /** Whether a value may come now, and not a field name. */
  get expectsValue(): boolean {
    return this.#levels.at(-1)?.kind !== 'object' || this.#afterName;
  }

  get level(): 'object' | 'array' | 'root' {
    return this.#levels.at(-1)?.kind ?? 'root';
  }

  start(kind: 'object' | 'array'): void {
    this.#before();
    this.#text += kind === 'object' ? '{' : '[';
    this.#levels.push({ kind, count: 0 });
  }

  end(): void {
    const level = this.#levels.pop()!;
    if (this.#pretty) {
      this.#text += level.count === 0 || level.kind === 'array' ? ' ' : this.#newLine();
    }
    this.#text += level.kind === 'object' ? '}' : ']';
  }

  name(name: string): void {
    const level = this.#levels.at(-1)!;
    this.#text += level.count++ > 0 ? ',' : '';
    this.#text += this.#pretty ? this.#newLine() : '';
    this.#text += `${JSON.stringify(name)}${this.#pretty ? ' : ' : ':'}`;
    this.#afterName = true;
  }

  /** A number or word, written as it is. */
  raw(text: string): void {
    this.#before();
    this.#text += text;
  }

  string(text: string): void {
    this.raw(JSON.stringify(text));
  }

  #before(): void {
    const level = this.#levels.at(-1);
    if (level?.kind === 'array') {
      this.#text += level.count++ > 0 ? ',' : '';
      this.#text += this.#pretty ? ' ' : '';
    }
    this.#afterName = false;
  }

  #newLine(): string {
    return `\n${'  '.repeat(this.#levels.filter(({ kind }) => kind === 'object').length)}`;
  }
}
