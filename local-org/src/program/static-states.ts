import type { Transaction } from '../engine/index.ts';
import type { ApexValue } from '../values/index.ts';
import type { ClassTable } from './class-table.ts';

type State = Record<string, ApexValue>;

/** Static fields of classes. Each transaction has its own; a class is initialised when it is first used in one. */
export class StaticStates {
  readonly #classes: ClassTable;
  readonly #transaction: () => Transaction;
  readonly #accessors = new Map<string, () => State>();

  constructor(classes: ClassTable, transaction: () => Transaction) {
    this.#classes = classes;
    this.#transaction = transaction;
  }

  /** A function that answers the state of a class in the transaction in progress. */
  accessor(key: string): () => State {
    let accessor = this.#accessors.get(key);
    if (accessor === undefined) {
      let lastTransaction: Transaction | null = null;
      let lastState: State | null = null;
      accessor = () => {
        const tx = this.#transaction();
        if (tx === lastTransaction && lastState !== null) {
          return lastState;
        }
        const state = (tx.statics.get(key) as State | undefined) ?? this.#initialize(key, tx);
        lastTransaction = tx;
        lastState = state;
        return state;
      };
      this.#accessors.set(key, accessor);
    }
    return accessor;
  }

  #initialize(key: string, tx: Transaction): State {
    const info = this.#classes.infos.get(key);
    const state: State = {};
    for (const field of info?.fields ?? []) {
      if (field.isStatic) {
        state[field.jsName] = null;
      }
    }
    // The state is in place before its initialisers run: they may read what is not initialised yet.
    tx.statics.set(key, state);
    try {
      const type = this.#classes.get(key);
      if (Object.hasOwn(type, '$initialize')) {
        (type['$initialize'] as () => void)();
      }
    } catch (error) {
      tx.statics.delete(key);
      throw error;
    }
    return state;
  }
}
