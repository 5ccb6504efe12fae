/** Error texts as the platform words them. */

const DESCRIBE = 'Please reference your WSDL or the describe call for the appropriate names.';

export function unsupportedObject(name: string): string {
  return `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. ${DESCRIBE}`;
}

export function noSuchColumn(field: string, entity: string): string {
  return `No such column '${field}' on entity '${entity}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. ${DESCRIBE}`;
}

const RELATIONSHIP_HINT = `If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. ${DESCRIBE}`;

export function unknownRelationship(name: string): string {
  return `Didn't understand relationship '${name}' in field path. ${RELATIONSHIP_HINT}`;
}

export function unknownChildRelationship(name: string): string {
  return `Didn't understand relationship '${name}' in FROM part of query call. ${RELATIONSHIP_HINT}`;
}
