import type { ApexObject } from './apex-object.ts';

/** Any value that Apex code can hold. See the table in docs/architecture.md. Collections, dates, sObjects … are ApexObjects. */
export type ApexValue = null | boolean | number | bigint | string | ApexObject;
