/** Collects emitted lines and, for each, the Apex line it stands for (0 for none). */
export class CodeWriter {
  readonly lines: string[] = [];
  readonly apexLines: number[] = [];
  #indent = 0;
  #current = 0;

  /** All lines written from now on belong to this Apex line. */
  at(line: number): void {
    this.#current = line;
  }

  write(text: string): void {
    this.lines.push(`${'  '.repeat(this.#indent)}${text}`);
    this.apexLines.push(this.#current);
  }

  /** Writes a line that opens a block and indents what follows. */
  open(text: string): void {
    this.write(text);
    this.#indent++;
  }

  close(text = '}'): void {
    this.#indent--;
    this.write(text);
  }

  /** Closes a block and opens the next on one line: `} else {`. */
  reopen(text: string): void {
    this.#indent--;
    this.write(text);
    this.#indent++;
  }

  /** Reserves a place for a line that is known only later. */
  placeholder(): (text: string) => void {
    const index = this.lines.length;
    const prefix = '  '.repeat(this.#indent);
    this.write('');
    return (text) => {
      this.lines[index] = prefix + text;
    };
  }
}
