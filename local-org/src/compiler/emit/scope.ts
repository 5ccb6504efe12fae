import type { ApexType } from '../../values/index.ts';

export interface LocalVariable {
  readonly name: string;
  readonly type: ApexType;
  readonly js: string;
  readonly nonNull: boolean;
}

/** Variable that holds the state of the call. */
export const CALL_STATE = '$c';

/** Local variables of the function being emitted, by lower-case name, and its temporaries. */
export class FunctionScope {
  readonly isStatic: boolean;
  /** Null in initialisers and constructors. */
  readonly returnType: ApexType | null;
  readonly isConstructor: boolean;
  /** Property whose accessor is being emitted, by lower-case name: inside it the name means the stored value. */
  readonly accessorOf: string | null;
  /** Names that the function assigns to with a plain `=`, in lower case. */
  readonly assigned: ReadonlySet<string>;
  /** While the arguments of `this(…)` or `super(…)` are looked at: the instance does not exist yet. */
  inConstructorCall = false;
  /** Lower-case names of fields whose initialisers come later, while that of an earlier one is looked at. */
  later: ReadonlySet<string> = new Set();
  /** Variable that holds the state of the call where the statement being emitted stands: a block of `System.runAs` has its own. */
  state = CALL_STATE;
  /** Loops around the statement being emitted. */
  loops = 0;
  readonly #blocks: Map<string, LocalVariable>[] = [new Map()];
  #temporaries = 0;

  constructor(options: {
    isStatic: boolean;
    returnType: ApexType | null;
    isConstructor?: boolean;
    accessorOf?: string | null;
    assigned?: ReadonlySet<string>;
  }) {
    this.isStatic = options.isStatic;
    this.returnType = options.returnType;
    this.isConstructor = options.isConstructor ?? false;
    this.accessorOf = options.accessorOf ?? null;
    this.assigned = options.assigned ?? new Set();
  }

  push(): void {
    this.#blocks.push(new Map());
  }

  pop(): void {
    this.#blocks.pop();
  }

  find(name: string): LocalVariable | undefined {
    const key = name.toLowerCase();
    for (let i = this.#blocks.length - 1; i >= 0; i--) {
      const local = this.#blocks[i]?.get(key);
      if (local !== undefined) {
        return local;
      }
    }
    return undefined;
  }

  /** Variables in scope. */
  visible(): LocalVariable[] {
    return this.#blocks.flatMap((block) => [...block.values()]);
  }

  /** Answers undefined if a variable of that name is in scope already. */
  declare(name: string, type: ApexType, options: { nonNull?: boolean } = {}): LocalVariable | undefined {
    if (this.find(name) !== undefined) {
      return undefined;
    }
    const local: LocalVariable = {
      name,
      type,
      js: `v_${name.toLowerCase()}`,
      nonNull: options.nonNull ?? false
    };
    this.#blocks.at(-1)?.set(name.toLowerCase(), local);
    return local;
  }

  /** A fresh variable of the function, declared at its top. */
  temporary(): string {
    return `$${++this.#temporaries}`;
  }

  temporaries(): string[] {
    return Array.from({ length: this.#temporaries }, (_, i) => `$${i + 1}`);
  }
}
