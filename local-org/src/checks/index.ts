/** What a deployment would refuse in the metadata. */
export { checkMetadata } from './check-metadata.ts';
export type { MetadataProblem } from './check-types.ts';
export { notInForce } from './not-in-force.ts';
