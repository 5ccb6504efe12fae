import { NotImplementedError } from '../values/index.ts';
import { notFound } from './api-error.ts';

/** Resources that the platform's documentation describes and the local org lacks, by lower-case name. */
const RESOURCES = new Map([
  ['async-queries', 'Async SOQL'],
  ['chatter', 'the Connect REST API'],
  ['connect', 'the Connect REST API'],
  ['consent', 'the consent resources'],
  ['dedupe', 'duplicate jobs'],
  ['folders', 'report and dashboard folders'],
  ['knowledgemanagement', 'Knowledge'],
  ['lightning', 'the usage figures of Lightning Experience'],
  ['localizedvalue', 'localized values'],
  ['process', 'approval processes and process rules by the REST API'],
  ['scheduling', 'Lightning Scheduler'],
  ['smartdatadiscovery', 'Einstein Discovery'],
  ['support', 'Knowledge'],
  ['wave', 'the CRM Analytics REST API']
]);

/** Parts of an object's resource that the documentation describes, by lower-case name. */
const OBJECT_PARTS = new Map([
  ['defaultvalues', 'default values of a quick action'],
  ['listviews', 'list views by the REST API'],
  ['richtextimagefields', 'images of rich text fields'],
  ['suggestedarticles', 'suggested articles']
]);

/** @throws NotImplementedError for what is documented, ApiError NOT_FOUND for anything else */
export function unsupportedResource(name: string): never {
  const known = RESOURCES.get(name.toLowerCase());
  throw known === undefined ? notFound() : new NotImplementedError(known);
}

/** @throws NotImplementedError for a documented part of an object's resource or of a record's */
export function requireSupportedPart(...parts: readonly (string | undefined)[]): void {
  const known = parts.map((part) => OBJECT_PARTS.get((part ?? '').toLowerCase())).find((name) => name !== undefined);
  if (known !== undefined) {
    throw new NotImplementedError(known);
  }
}
