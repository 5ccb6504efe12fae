declare module '@salesforce/sfdx-lwc-jest' {
  import type { WireAdapterConstructor } from 'lwc';

  /** Stands in for a wired Apex method; the test says what arrives. */
  export interface ApexTestWireAdapter extends WireAdapterConstructor {
    emit(value: unknown): void;
    error(body?: unknown, status?: number): void;
    getLastConfig(): Record<string, unknown> | null;
  }

  export function createApexTestWireAdapter(fn: jest.Mock): ApexTestWireAdapter & jest.Mock;
}
